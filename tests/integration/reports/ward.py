"""A clinic, its specialists, and a Study whose bytes lie in an object store, ready to be read."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from storage import ObjectStore
from storage.memory import MemoryStore
from teleread.accounts.account import Account, Role
from teleread.accounts.records import load_account
from teleread.accounts.second_factor import Confirmed, Method
from teleread.archive.records import InstanceRow, SeriesRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.clinic import RouteKind
from teleread.clinics.records import AERow, ClinicRow, PartnershipRow, ReturnRouteRow, SiteRow
from teleread.database import Base, Database, snapshot, transaction
from teleread.identifiers import new_id
from teleread.reports.change import NO_VERDICT, Verdict
from teleread.reports.draft import Draft, Typed
from teleread.reports.report import CriticalAnswer, Report
from teleread.reports.return_reason import ReturnReason
from teleread.reports.signature import SigningKey, load_or_create_key
from teleread.scope import Scope
from teleread.views.access import scope_of_person
from teleread.workflow.desk.draft import save_draft
from teleread.workflow.journey.assign import claim
from teleread.workflow.journey.read import start
from teleread.workflow.journey.settle import settle_due
from teleread.workflow.journey.sign import Means, Outcome, Why, return_to_author, sign, submit
from teleread.workflow.journey.verifying import Hold
from teleread.worklist.reading import Part, Reading
from teleread.worklist.records import load_reading
from tests import builders
from tests.integration.worklist.places import QUIET, SETTLED_AT, Place, a_place, arrives, readings, specialist

TEN_PAST = SETTLED_AT + timedelta(minutes=10)
FINDINGS, IMPRESSION = "双肺纹理清晰。", "心肺膈未见明显异常。"


@dataclass(frozen=True)
class Ward:
    """What `a_ward` put into the database."""

    database: Database
    store: ObjectStore
    key: SigningKey
    place: Place
    author: Account
    reviewer: Account
    doctor: Account
    reading_id: UUID
    study_id: UUID

    @property
    def means(self) -> Means:
        return Means(self.store, self.key)

    def scope(self, account: Account) -> Scope:
        with snapshot(self.database) as session:
            return scope_of_person(session, account)

    def reading(self) -> Reading:
        with snapshot(self.database) as session:
            return load_reading(session, Scope(None), self.reading_id)

    def start(self, account: Account, *, at: datetime = TEN_PAST) -> int:
        """Let a person claim the Reading unless they have it, start it, and return their number."""
        scope = self.scope(account)
        if self.reading().holder_id != account.id:
            claim(self.database, scope, self.reading_id, account=account, at=at)
        return start(self.database, scope, self.reading_id, account=account, at=at).fencing_token

    def typed(self, token: int, *, account: Account | None = None, at: datetime = TEN_PAST, **values: Any) -> Draft:
        account = account or self.author
        said = {"findings": FINDINGS, "impression": IMPRESSION, "critical": CriticalAnswer.NONE}
        text = Typed(**{**said, "revision": 0, **values})
        return save_draft(
            self.database,
            self.scope(account),
            self.reading_id,
            account=account,
            at=at,
            fencing_token=token,
            typed=text,
        )

    def submit(
        self, token: int, *, account: Account | None = None, at: datetime = TEN_PAST, revision: int | None = None
    ) -> Outcome:
        account = account or self.author
        return submit(
            self.database,
            self.scope(account),
            self.reading_id,
            account=account,
            at=at,
            hold=Hold(token, revision),
            means=self.means,
            confirmed=Confirmed(account.id, Method.PASSWORD, at),
        )

    def sign(
        self,
        token: int,
        *,
        account: Account | None = None,
        at: datetime = TEN_PAST,
        revision: int | None = None,
        verdict: Verdict = NO_VERDICT,
    ) -> Outcome:
        account = account or self.reviewer
        return sign(
            self.database,
            self.scope(account),
            self.reading_id,
            account=account,
            at=at,
            hold=Hold(token, revision, verdict=verdict),
            means=self.means,
            confirmed=Confirmed(account.id, Method.PASSWORD, at),
        )

    def returned(
        self,
        token: int,
        reason: str,
        *,
        account: Account | None = None,
        code: ReturnReason = ReturnReason.OTHER,
    ) -> None:
        account = account or self.reviewer
        return_to_author(
            self.database,
            self.scope(account),
            self.reading_id,
            account=account,
            at=TEN_PAST,
            hold=Hold(token),
            why=Why(code, reason),
        )

    def submitted(self) -> int:
        """Have the author submit, the reviewer start, and return the reviewer's number."""
        token = self.start(self.author)
        self.typed(token)
        self.submit(token)
        return self.start(self.reviewer)

    def signed(self) -> Report:
        """Have both sign."""
        report = self.sign(self.submitted()).report
        assert report is not None
        return report

    def change(self, table: type[Base], key: UUID, **values: Any) -> None:
        with transaction(self.database) as session:
            row = session.get_one(table, key)
            for name, value in values.items():
                setattr(row, name, value)

    def instances(self) -> list[InstanceRow]:
        with snapshot(self.database) as session:
            mine = select(InstanceRow).join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
            rows = list(session.scalars(mine.where(SeriesRow.study_id == self.study_id)))
            session.expunge_all()
            return rows

    def count(self, table: type[Base]) -> int:
        with snapshot(self.database) as session:
            return session.scalars(select(func.count()).select_from(table)).one()

    def audited(self) -> list[str]:
        with snapshot(self.database) as session:
            return [row.action for row in session.scalars(select(AuditEventRow).order_by(AuditEventRow.id))]


def a_ward(database: Database, folder: Path, *, key: str = "qingshan", store: ObjectStore | None = None) -> Ward:
    """One X-ray of one Instance, settled, with a page route home."""
    store = store or MemoryStore()
    place = a_place(database, key)
    author = specialist(place, f"{key}-author", Part.AUTHOR, Part.REVIEWER)
    reviewer = specialist(place, f"{key}-reviewer", Part.AUTHOR, Part.REVIEWER)
    doctor = a_clinic_person(place, f"{key}-doctor", Role.TOWNSHIP_DOCTOR)
    study_id = arrives(place, "DX", accession_number="QS2026030001", study_date="20260302")
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    (reading,) = [each for each in readings(database) if each.clinic_id == place.clinic_id]
    signing_key = load_or_create_key(folder / "keys" / "report-signing.pem")
    ward = Ward(database, store, signing_key, place, author, reviewer, doctor, reading.id, study_id)
    for row in ward.instances():
        put_bytes(ward, row)
    a_route(ward, RouteKind.PAGE)
    return ward


def put_bytes(ward: Ward, row: InstanceRow, content: bytes | None = None) -> None:
    """Give an Instance's row the bytes that it names."""
    content = content if content is not None else row.sop_instance_uid.encode()
    stored = ward.store.put(f"test/{new_id().hex}", [content], {})
    ward.change(
        InstanceRow,
        row.id,
        locator=stored.locator,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).digest(),
    )


def a_clinic_person(place: Place, name: str, role: Role) -> Account:
    with transaction(place.database) as session:
        row = builders.an_account(session, name, role, clinic_id=place.clinic_id)
        return load_account(session, row.id)


def a_route(ward: Ward, kind: RouteKind, **device: Any) -> UUID:
    """Add a way home; `host` and `port` say where its device listens."""
    with transaction(ward.database) as session:
        ae_id = None
        if kind is RouteKind.DICOM:
            clinic = session.get_one(ClinicRow, ward.place.clinic_id)
            site = session.scalars(select(SiteRow).where(SiteRow.clinic_id == clinic.id)).first()
            assert site is not None
            title = f"PEER{session.scalars(select(func.count()).select_from(AERow)).one()}"
            ae_id = builders.an_ae(session, clinic, site, title, **device).id
        row = ReturnRouteRow(id=new_id(), clinic_id=ward.place.clinic_id, kind=kind, ae_id=ae_id)
        session.add(row)
        return row.id


def signs_alone(ward: Ward) -> None:
    """Let one signature be enough: the agreement says so before the author claims."""
    with transaction(ward.database) as session:
        for partnership in session.scalars(select(PartnershipRow)):
            partnership.single_signature = True
