import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from teleread.documents.sealing.examination import examine
from teleread.documents.sealing.pades import RESTS, Sealer
from teleread.documents.sealing.sealed import Sealed
from teleread.documents.sealing.timestamps import HttpTimeStamper
from teleread.reports.seal import SealLevel
from tests.integration.documents.authority import TimeAuthority, time_authority
from tests.integration.documents.signed import content_info, signature_value
from tests.sealing import a_document, a_hospital

NOW = datetime.now(UTC).replace(microsecond=0)
"""An authority stamps the present, so that what it stamps is made in it."""


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[TimeAuthority]:
    with time_authority(tmp_path, a_hospital(NOW), at=NOW) as authority:
        yield authority


def sealer(authority: TimeAuthority, folder: Path, *, seconds: float = 30) -> Sealer:
    stamper = HttpTimeStamper(authority.url, timeout=timedelta(seconds=seconds))
    return Sealer(a_hospital(NOW).key(folder), stamper)


def seal(sealer: Sealer, *, at: datetime = NOW) -> Sealed:
    return sealer.seal(a_document(), location="县人民医院", at=at)


def test_a_seal_with_a_time_outlives_its_certificate(authority: TimeAuthority, tmp_path: Path):
    made = seal(sealer(authority, tmp_path))
    assert (made.level, made.problem) == (SealLevel.B_T, "")

    found = examine(made.pdf, trusted=[a_hospital(NOW).root], at=NOW + timedelta(days=1200))
    assert (found.is_intact, found.is_trusted, found.is_expired, found.is_time_trusted) == (True, True, False, True)
    assert found.stamped_at is not None
    assert abs(found.stamped_at - datetime.now(UTC)) < timedelta(hours=1)


def test_openssl_finds_signature_and_stamp_good(authority: TimeAuthority, tmp_path: Path):
    made = seal(sealer(authority, tmp_path))
    signed, signature, stamp = content_info(made.pdf)
    for name, content in (("signed", signed), ("signature.der", signature), ("stamp.der", stamp)):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "root.pem").write_bytes(a_hospital(NOW).authority.pem)
    (tmp_path / "value").write_bytes(signature_value(signature))
    good = ["-inform", "DER", "-binary", "-content", "signed", "-CAfile", "root.pem", "-purpose", "any"]
    cms = ["openssl", "cms", "-verify", "-in", "signature.der", *good, "-out", "same"]
    subprocess.run(cms, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    ts = ["openssl", "ts", "-verify", "-data", "value", "-in", "stamp.der", "-token_in", "-CAfile", "root.pem"]
    subprocess.run(ts, cwd=tmp_path, check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize(
    ("answer", "status"),
    [(b"", 200), (b"<html>sorry</html>", 200), (b"x" * 1_000_000, 200), (None, 500), (b"\x30\x03\x30\x01\x02", 200)],
)
def test_a_report_goes_home_without_a_time_when_the_authority_gives_none(
    authority: TimeAuthority, tmp_path: Path, answer: bytes | None, status: int
):
    authority.answer, authority.status = answer, status
    made = seal(sealer(authority, tmp_path))
    assert (made.level, made.problem) == (SealLevel.B_B, "timestamp_unavailable")
    found = examine(made.pdf, trusted=[a_hospital(NOW).root], at=NOW)
    assert (found.is_trusted, found.stamped_at) == (True, None)


def test_a_stamp_on_something_else_is_not_taken(authority: TimeAuthority, tmp_path: Path):
    earlier: list[bytes] = []
    working = HttpTimeStamper(authority.url)

    async def kept(request: object) -> object:
        answer = await HttpTimeStamper.async_request_tsa_response(working, request)
        earlier.append(answer.dump())
        return answer

    working.async_request_tsa_response = kept
    Sealer(a_hospital(NOW).key(tmp_path), working).seal(a_document(), location="", at=NOW)
    authority.answer = earlier[0]
    assert seal(sealer(authority, tmp_path)).level is SealLevel.B_B


def test_an_authority_that_failed_is_left_alone_for_a_minute(authority: TimeAuthority, tmp_path: Path):
    authority.status = 503
    ours = sealer(authority, tmp_path)
    assert seal(ours).level is SealLevel.B_B
    asked = authority.asked
    assert seal(ours, at=NOW + RESTS / 2).level is SealLevel.B_B
    assert authority.asked == asked

    authority.status = 200
    assert seal(ours, at=NOW + RESTS).level is SealLevel.B_T


def test_an_authority_that_says_nothing_is_not_waited_for_long(authority: TimeAuthority, tmp_path: Path):
    authority.is_silent = True
    assert seal(sealer(authority, tmp_path, seconds=0.2)).level is SealLevel.B_B


def test_where_nothing_listens_the_seal_has_no_time(tmp_path: Path):
    nobody = Sealer(a_hospital(NOW).key(tmp_path), HttpTimeStamper("http://127.0.0.1:9/tsa"))
    assert seal(nobody).level is SealLevel.B_B
