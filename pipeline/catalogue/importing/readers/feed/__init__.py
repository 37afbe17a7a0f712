"""RSS and Atom taken apart: the file's text, its elements, dates, HTML, and what every item repeats."""
