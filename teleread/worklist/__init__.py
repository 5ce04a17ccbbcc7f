"""Who reads what, by when."""
