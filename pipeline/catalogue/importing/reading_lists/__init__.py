"""Lists of links: each to the episodes it is about, the rest to the site's Reading page."""
