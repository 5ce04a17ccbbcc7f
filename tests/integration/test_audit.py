"""Promise 7 on both databases: what is sealed cannot be changed unseen, whoever holds the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from teleread.audit.chain import Break, Fault
from teleread.audit.heads import HEADS_NAME, read_heads
from teleread.audit.records import record
from teleread.audit.signing import SigningKey, load_or_create_key
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.workflow.keeping.seal import AuditVerdict, seal, verify

EIGHT = datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC)


@dataclass
class Keeping:
    """A database with the sealer's key and the file outside."""

    database: Database
    folder: Path
    key: SigningKey

    @property
    def heads(self) -> Path:
        return self.folder / HEADS_NAME

    def act(self, count: int) -> None:
        with transaction(self.database) as session:
            for number in range(count):
                an_event(session, number)

    def seal(self) -> int:
        return seal(self.database, key=self.key, heads=self.heads, at=EIGHT)

    def verify(self) -> AuditVerdict:
        return verify(self.database, keys_dir=self.folder / "keys", heads=self.heads)

    def tamper(self, *statements: str) -> None:
        with transaction(self.database) as session:
            if not self.database.is_sqlite:
                session.execute(text("SET session_replication_role = replica"))
            for statement in statements:
                session.execute(text(statement))
            if not self.database.is_sqlite:
                session.execute(text("SET session_replication_role = DEFAULT"))


def an_event(session: Session, number: int) -> None:
    record(
        session,
        "report.signed",
        at=EIGHT,
        account_id=new_id(),
        clinic_id=None,
        subject_kind="report",
        subject_id=new_id(),
        number=number,
        text="签发",
        is_final=True,
        nothing=None,
    )


@pytest.fixture
def keeping(database: Database, tmp_path: Path) -> Keeping:
    return Keeping(database, tmp_path, load_or_create_key(tmp_path / "keys"))


def test_committed_events_are_sealed_once_and_the_tail_is_reported(keeping: Keeping) -> None:
    keeping.act(3)
    assert [keeping.seal(), keeping.seal()] == [3, 0]
    keeping.act(2)

    verdict = keeping.verify()

    assert verdict == AuditVerdict(seals=1, events=3, broken=None, unsealed=2, oldest_unsealed_at=EIGHT, untold=0)
    assert keeping.seal() == 2
    assert [head.number for head in read_heads(keeping.heads)] == [1, 2]
    assert keeping.verify() == AuditVerdict(
        seals=2, events=5, broken=None, unsealed=0, oldest_unsealed_at=None, untold=0
    )


def test_an_empty_trail_holds(keeping: Keeping) -> None:
    assert keeping.seal() == 0
    assert keeping.verify().broken is None


def test_an_event_that_was_rolled_back_is_never_sealed(keeping: Keeping) -> None:
    def act_and_fail() -> None:
        with transaction(keeping.database) as session:
            an_event(session, 1)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        act_and_fail()

    assert keeping.seal() == 0


def test_two_sealers_at_once_seal_every_event_once(keeping: Keeping) -> None:
    keeping.act(40)
    with ThreadPoolExecutor(6) as sealers:
        sealed = sum(sealers.map(lambda _: keeping.seal(), range(12)))
        keeping.act(5)

    sealed += keeping.seal()
    verdict = keeping.verify()
    assert sealed == 45
    assert (verdict.events, verdict.unsealed, verdict.untold, verdict.broken) == (45, 0, 0, None)
    assert len(read_heads(keeping.heads)) == verdict.seals


def test_a_head_whose_line_was_lost_by_a_crash_is_told_by_the_next_run(keeping: Keeping) -> None:
    keeping.act(1)
    keeping.seal()
    keeping.heads.unlink()
    assert keeping.verify().untold == 1

    keeping.seal()

    assert keeping.verify().untold == 0


FIRST = "(SELECT event_id FROM audit_link WHERE seal_number = 2 AND position = 1)"
TAMPERING: dict[str, tuple[Callable[[Keeping], None], Break]] = {
    "an edited column": (
        lambda keeping: keeping.tamper(f"UPDATE audit_event SET action = 'report.read' WHERE id = {FIRST}"),
        Break(Fault.EVENT_CHANGED, 2, 1),
    ),
    "an edited detail": (
        lambda keeping: keeping.tamper(f"""UPDATE audit_event SET detail = '{{"number": 7}}' WHERE id = {FIRST}"""),
        Break(Fault.EVENT_CHANGED, 2, 1),
    ),
    "a deleted event with its link": (
        lambda keeping: keeping.tamper("DELETE FROM audit_link WHERE seal_number = 2 AND position = 1"),
        Break(Fault.EVENT_MISSING, 2, 1),
    ),
    "a deleted last event": (
        lambda keeping: keeping.tamper("DELETE FROM audit_link WHERE seal_number = 2 AND position = 2"),
        Break(Fault.EVENT_COUNT, 2),
    ),
    "a deleted batch in the middle": (
        lambda keeping: keeping.tamper(
            "DELETE FROM audit_link WHERE seal_number = 2", "DELETE FROM audit_seal WHERE number = 2"
        ),
        Break(Fault.SEAL_MISSING, 2),
    ),
    "a tail that was cut off": (
        lambda keeping: keeping.tamper(
            "DELETE FROM audit_link WHERE seal_number = 3", "DELETE FROM audit_seal WHERE number = 3"
        ),
        Break(Fault.TOLD_HEAD_MISSING, 3),
    ),
    "an edited time of sealing": (
        lambda keeping: keeping.tamper("UPDATE audit_seal SET sealed_at = '2020-01-01 00:00:00' WHERE number = 2"),
        Break(Fault.HEAD_CHANGED, 2),
    ),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_found_at_its_first_place(keeping: Keeping, name: str) -> None:
    for _ in range(3):
        keeping.act(3)
        keeping.seal()
    tamper, expected = TAMPERING[name]

    tamper(keeping)

    found = keeping.verify().broken
    assert found is not None
    assert (found.fault, found.seal_number, found.position) == (
        expected.fault,
        expected.seal_number,
        expected.position,
    )


def test_a_row_that_can_no_longer_be_read_is_a_missing_event_and_not_a_crash(sqlite_database, tmp_path: Path) -> None:
    keeping = Keeping(sqlite_database, tmp_path, load_or_create_key(tmp_path / "keys"))
    for _ in range(2):
        keeping.act(3)
        keeping.seal()
    keeping.tamper(f"UPDATE audit_event SET detail = 'no json' WHERE id = {FIRST}")

    assert keeping.verify().broken == Break(Fault.EVENT_MISSING, 2, 1)


def test_the_heads_of_another_trail_are_not_this_ones(keeping: Keeping) -> None:
    keeping.act(1)
    keeping.seal()
    content = keeping.heads.read_text()
    keeping.heads.write_text(content.replace('"event_count":1', '"event_count":2'))

    assert keeping.verify().broken == Break(Fault.TOLD_HEAD_DIFFERS, 1)
