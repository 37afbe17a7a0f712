"""From a narration to a finished file: assembly, mastering, MP3, tags, captions, artwork."""
