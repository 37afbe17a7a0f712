"""Drafts of notes by a language model's server: asked for by a person, marked, and accepted by a person."""
