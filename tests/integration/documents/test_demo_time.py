from datetime import UTC, datetime
from pathlib import Path

import httpx

from teleread.config import Settings
from teleread.documents.sealing.examination import examine
from teleread.documents.sealing.local_time import stamping
from teleread.documents.sealing.opening import open_sealer, trusted_roots
from teleread.reports.seal import SealLevel
from tests.sealing import a_document


def test_the_demonstration_seals_with_a_time_that_its_own_root_vouches_for(tmp_path: Path):
    now = datetime.now(UTC)
    with stamping(tmp_path / "keys", at=now) as url:
        settings = Settings(_env_file=None, data_dir=tmp_path, tsa_url=url)
        made = open_sealer(settings, at=now).seal(a_document(), location="", at=now)
        assert httpx.post(url, content=b"what time is it?").status_code == 400
    assert made.level is SealLevel.B_T
    found = examine(made.pdf, trusted=trusted_roots(settings), at=now)
    assert (found.is_trusted, found.is_time_trusted) == (True, True)
