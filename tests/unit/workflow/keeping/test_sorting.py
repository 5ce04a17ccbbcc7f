"""More lines than memory holds."""

import random
from pathlib import Path

import pytest

from teleread.workflow.keeping import sorting
from teleread.workflow.keeping.sorting import sorted_lines


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 95])
def test_lines_come_in_order_however_many_runs_they_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int):
    monkeypatch.setattr(sorting, "LINES_IN_MEMORY", 10)
    lines = [f"{random.getrandbits(16):05}\t张{number}" for number in range(count)]

    assert list(sorted_lines(iter(lines), folder=tmp_path)) == sorted(lines)
    assert list(tmp_path.iterdir()) == []
