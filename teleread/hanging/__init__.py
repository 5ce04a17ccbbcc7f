"""How a reader wants a study's pictures laid out."""
