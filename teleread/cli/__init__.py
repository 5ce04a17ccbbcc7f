"""The command `teleread`."""

import sys

from rich.console import Console

from teleread.cli.application import app
from teleread.errors import TelereadError

__all__ = ["main"]


def main() -> None:
    """Run the command line; a refusal is one sentence in both languages and exit status 1."""
    try:
        app()
    except TelereadError as refusal:
        Console(stderr=True, highlight=False).print(
            f"{refusal.message_zh()}\n{refusal.message_en()}", style="red", markup=False
        )
        sys.exit(1)
