from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from teleread.audit.chain import Seal
from teleread.audit.heads import HeadsUnreadable, read_heads, tell

SEALS = [
    Seal(number, datetime(2026, 3, 2, 8, number, tzinfo=UTC), number, bytes(32), bytes([number]) * 32, "k", bytes(64))
    for number in range(1, 30)
]


def kept(count: int):
    return lambda told: SEALS[told:count]


def test_each_head_is_told_once_in_order(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "heads.jsonl"

    assert [tell(path, kept(count)) for count in (0, 2, 2, 5)] == [0, 2, 0, 3]
    assert read_heads(path) == SEALS[:5]


def test_a_line_that_a_crash_left_torn_is_told_again(tmp_path: Path) -> None:
    path = tmp_path / "heads.jsonl"
    tell(path, kept(3))
    path.write_bytes(path.read_bytes()[:-7])

    assert tell(path, kept(3)) == 1
    assert read_heads(path) == SEALS[:3]


def test_many_sealers_tell_every_head_once(tmp_path: Path) -> None:
    path = tmp_path / "heads.jsonl"
    with ThreadPoolExecutor(8) as sealers:
        told = sum(sealers.map(lambda _: tell(path, kept(len(SEALS))), range(16)))

    assert told == len(SEALS)
    assert read_heads(path) == SEALS


@pytest.mark.parametrize("line", ["{}", "[]", "null", "nonsense", '{"number": "x"}'])
def test_a_line_that_is_no_head_is_not_read_over(tmp_path: Path, line: str) -> None:
    path = tmp_path / "heads.jsonl"
    path.write_text(f"{line}\n")

    with pytest.raises(HeadsUnreadable):
        read_heads(path)


def test_nothing_told_yet_is_no_head(tmp_path: Path) -> None:
    assert read_heads(tmp_path / "heads.jsonl") == []
