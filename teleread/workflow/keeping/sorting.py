"""Sort more lines than memory holds."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

LINES_IN_MEMORY = 100_000


def sorted_lines(lines: Iterable[str], *, folder: Path) -> Iterator[str]:
    """Yield lines without line breaks in order, by way of files that have no name.

    Memory holds `LINES_IN_MEMORY` lines; what is yielded first waits for the
    last line to come.
    """
    rest = iter(lines)
    with ExitStack() as opened:
        runs = []
        while run := sorted(islice(rest, LINES_IN_MEMORY)):
            file = opened.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder))
            file.writelines(f"{line}\n" for line in run)
            file.seek(0)
            runs.append(file)
        for line in heapq.merge(*runs):
            yield line.removesuffix("\n")
