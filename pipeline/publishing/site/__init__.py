"""The show's site: static pages that work without JavaScript, and better with it."""
