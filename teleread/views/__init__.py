"""Read-only queries across nouns, one a page."""
