"""Examine a file from anybody in a process that may take little and die."""

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from teleread.documents.sealing.examination import Examination, examine
from teleread.errors import Invalid

LARGEST: Final = 64 * 1024 * 1024
MEMORY: Final = 1024 * 1024 * 1024
TIME: Final = timedelta(seconds=60)
LONGEST_TEXT: Final = 500


class FileUnreadable(Invalid):
    """A file cost more than a report ever does."""

    code = "file_unreadable"
    zh = "文件过大或无法在限定的时间和内存内读完，不可能是本系统的报告"
    en = "The file is too large, or cannot be read within bounds of time and memory: no report of ours is like that"


def examine_bounded(
    pdf: bytes, *, trusted: Sequence[bytes], at: datetime, memory: int = MEMORY, time: timedelta = TIME
) -> Examination:
    """Return what `examine` does, from a process of its own with bounds.

    Raises
    ------
    FileUnreadable
        If the file is larger than any report, or the process came to no end
        within its bounds.
    """
    if len(pdf) > LARGEST:
        raise FileUnreadable
    head = json.dumps({"at": at.timestamp(), "trusted": [der.hex() for der in trusted], "memory": memory})
    try:
        run = subprocess.run(
            [sys.executable, "-m", "teleread.documents.sealing.bounded"],
            input=head.encode() + b"\n" + pdf,
            capture_output=True,
            timeout=time.total_seconds(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileUnreadable from error
    if run.returncode != 0:
        raise FileUnreadable
    return _read(json.loads(run.stdout))


def _read(tree: dict[str, Any]) -> Examination:
    times = {name: tree[name] and datetime.fromtimestamp(tree[name], UTC) for name in ("claimed_at", "stamped_at")}
    return Examination(**{**{field.name: tree[field.name] for field in fields(Examination)}, **times})


def _main() -> None:
    """Read the request and the file from standard input, and write the answer."""
    head = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_AS, (head["memory"], head["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    found = examine(
        sys.stdin.buffer.read(),
        trusted=[bytes.fromhex(der) for der in head["trusted"]],
        at=datetime.fromtimestamp(head["at"], UTC),
    )
    tree = {name: value[:LONGEST_TEXT] if isinstance(value, str) else value for name, value in asdict(found).items()}
    json.dump(tree, sys.stdout, default=lambda moment: moment.timestamp())


if __name__ == "__main__":
    _main()
