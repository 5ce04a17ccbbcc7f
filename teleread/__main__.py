"""`python -m teleread` is the command `teleread`."""

from teleread.cli import main

main()
