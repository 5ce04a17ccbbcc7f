"""The bytes of a data set: where it starts, what it says of itself, read within bounds."""
