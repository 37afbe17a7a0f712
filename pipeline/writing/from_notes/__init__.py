"""An episode written from its own notes: the formats, and what they may name."""
