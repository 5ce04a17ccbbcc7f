from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from teleread.documents.sealing.bounded import LARGEST, FileUnreadable, examine_bounded
from teleread.documents.sealing.examination import examine
from teleread.documents.sealing.pades import Sealer
from tests.sealing import a_document, a_hospital

AT = datetime(2026, 3, 2, 8, 31, 7, tzinfo=UTC)


def test_a_process_of_its_own_finds_the_same(tmp_path: Path):
    pdf = Sealer(a_hospital(AT).key(tmp_path)).seal(a_document(), location="", at=AT).pdf
    roots = [a_hospital(AT).root]
    assert examine_bounded(pdf, trusted=roots, at=AT) == examine(pdf, trusted=roots, at=AT)
    assert replace(examine_bounded(b"no PDF", trusted=[], at=AT)).is_pdf is False


def test_a_file_larger_than_any_report_is_not_looked_at():
    with pytest.raises(FileUnreadable):
        examine_bounded(bytes(LARGEST + 1), trusted=[], at=AT)


@pytest.mark.parametrize("bounds", [{"memory": 64 * 1024 * 1024}, {"time": timedelta(microseconds=1)}])
def test_a_file_that_costs_more_than_it_may_is_refused_and_nothing_else_suffers(bounds: dict):
    with pytest.raises(FileUnreadable):
        examine_bounded(bytes(40_000_000), trusted=[], at=AT, **bounds)
