"""The tasks that contradictions have left, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from teleread.archive.discrepancy import CHOICES, Resolution
from teleread.archive.records import (
    DiscrepancyRow,
    InstanceRow,
    PatientRow,
    SeriesRow,
    StudyRow,
)
from teleread.archive.study import DiscrepancyKind
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.documents.person_name import shown_name
from teleread.scope import Scope
from teleread.views.requests import RequestLine, load_request_lines
from teleread.worklist.records import ReadingRow, within
from teleread.worklist.request import RequestState

TASKS_AT_MOST = 500
LONGEST_SHOWN = 64

_SENTENCES: dict[DiscrepancyKind, tuple[str, str]] = {
    DiscrepancyKind.PATIENT_IDENTITY: (
        "同一患者编号下的姓名、性别或出生日期互相矛盾：{subject} 与 {other}。已作为两位患者分别保存。",
        "One Patient ID, but name, sex or birth date contradict: {subject} and {other}. They are kept as two patients.",
    ),
    DiscrepancyKind.STUDY_OF_TWO_PATIENTS: (
        "同一检查 UID 出现在两位患者名下：{subject} 与 {other}。",
        "One Study Instance UID came for two patients: {subject} and {other}.",
    ),
    DiscrepancyKind.SERIES_OF_TWO_STUDIES: (
        "同一序列 UID 出现在两个检查中：{subject} 与 {other}。",
        "One Series Instance UID came in two studies: {subject} and {other}.",
    ),
    DiscrepancyKind.INSTANCE_CONFLICT: (
        "同一影像 UID 收到两份不同的内容：后收到的属于 {subject}，当前使用的属于 {other}。两份均已保存。",
        "One image UID came with two contents: the later for {subject}, the current one for {other}. Both are kept.",
    ),
    DiscrepancyKind.QUARANTINED: (
        "收到的一个文件无法读取（{reason}）。原始内容已保存，请在设备上重新发送。",
        "A received file could not be read: {reason}. Its bytes are kept; please send it again from the device.",
    ),
    DiscrepancyKind.REQUEST_AMBIGUOUS: (
        "无法确定该检查对应哪一份申请：{subject}。",
        "It is not clear which order this answers: {subject}.",
    ),
    DiscrepancyKind.LATE_AFTER_SIGNING: (
        "报告签署后又收到影像或影像有更换：{subject}。已请报告医生核对报告是否仍然适用。",
        "Images came or were exchanged after signing: {subject}. The report's signers were asked whether it stands.",
    ),
}

_REASONS: dict[str, tuple[str, str]] = {
    "truncated": ("内容不完整", "it breaks off"),
    "nested_too_deep": ("嵌套过深", "it nests too deep"),
    "inflates_too_far": ("解压后过大", "it inflates too far"),
    "said_twice": ("同一项内容出现两次且互相矛盾", "it says one thing twice, and differently"),
    "too_many_elements": ("元素过多", "it has too many elements"),
}
_DAMAGED = ("内容已损坏", "it is damaged")


@dataclass(frozen=True, slots=True)
class Task:
    """A task as its page shows it."""

    id: UUID
    kind: DiscrepancyKind
    clinic_id: UUID
    clinic_name: str
    raised_at: datetime
    resolved_at: datetime | None
    resolution: str | None
    subject_id: UUID
    other_id: UUID
    detail: Mapping[str, Any]
    description_zh: str
    description_en: str
    choices: tuple[Resolution, ...]
    candidates: tuple[RequestLine, ...]
    """The orders to choose from, of REQUEST_AMBIGUOUS; the Reading is told of the choice."""


def list_tasks(session: Session, scope: Scope, *, is_open: bool = True, limit: int = TASKS_AT_MOST) -> list[Task]:
    """Return the tasks of a Scope: the open ones, or those that were resolved; the newest first."""
    statement = within(
        select(DiscrepancyRow, ClinicRow.name).join(ClinicRow, ClinicRow.id == DiscrepancyRow.clinic_id),
        scope,
        DiscrepancyRow.clinic_id,
    ).order_by(DiscrepancyRow.raised_at.desc(), DiscrepancyRow.id.desc())
    resolved = DiscrepancyRow.resolved_at
    rows = session.execute(statement.where(resolved.is_(None) if is_open else resolved.is_not(None)).limit(limit)).all()
    people = _people(session, {key for row, _ in rows for key in (row.subject_id, row.other_id)})
    orders = load_request_lines(session, scope, {key for row, _ in rows for key in _asked_orders(row)})
    return [_task(row, clinic_name, people, orders) for row, clinic_name in rows]


def _asked_orders(row: DiscrepancyRow) -> list[UUID]:
    is_asked = row.kind is DiscrepancyKind.REQUEST_AMBIGUOUS and row.resolved_at is None
    return [UUID(each) for each in row.detail["request_ids"]] if is_asked else []


def _candidates(row: DiscrepancyRow, orders: Mapping[UUID, RequestLine]) -> tuple[RequestLine, ...]:
    lines = [orders[key] for key in _asked_orders(row) if key in orders]
    return tuple(line for line in lines if line.request.state is not RequestState.CANCELLED)


def _task(
    row: DiscrepancyRow, clinic_name: str, people: Mapping[UUID, str], orders: Mapping[UUID, RequestLine]
) -> Task:
    zh, en = _SENTENCES[row.kind]
    words = {"subject": people.get(row.subject_id, "—"), "other": people.get(row.other_id, "—")}
    reason_zh, reason_en = _REASONS.get(str(row.detail.get("reason")), _DAMAGED)
    return Task(
        id=row.id,
        kind=row.kind,
        clinic_id=row.clinic_id,
        clinic_name=clinic_name,
        raised_at=row.raised_at,
        resolved_at=row.resolved_at,
        resolution=row.resolution,
        subject_id=row.subject_id,
        other_id=row.other_id,
        detail=row.detail,
        description_zh=zh.format(**words, reason=reason_zh),
        description_en=en.format(**words, reason=reason_en),
        choices=CHOICES[row.kind] if row.resolved_at is None else (),
        candidates=_candidates(row, orders),
    )


def _people(session: Session, keys: Iterable[UUID]) -> dict[UUID, str]:
    """Return in words whom each key, of whatever level, is about."""
    wanted = list(keys)
    patient = (PatientRow.patient_name, PatientRow.patient_id)
    queries = (
        select(PatientRow.id, *patient).where(PatientRow.id.in_(wanted)),
        select(StudyRow.id, *patient)
        .join(PatientRow, PatientRow.id == StudyRow.patient_key)
        .where(StudyRow.id.in_(wanted)),
        select(ReadingRow.id, *patient)
        .join(PatientRow, PatientRow.id == ReadingRow.patient_key)
        .where(ReadingRow.id.in_(wanted)),
        select(SeriesRow.id, *patient)
        .join(StudyRow, StudyRow.id == SeriesRow.study_id)
        .join(PatientRow, PatientRow.id == StudyRow.patient_key)
        .where(SeriesRow.id.in_(wanted)),
        select(InstanceRow.id, *patient)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .join(StudyRow, StudyRow.id == SeriesRow.study_id)
        .join(PatientRow, PatientRow.id == StudyRow.patient_key)
        .where(InstanceRow.id.in_(wanted)),
    )
    rows = (row for query in queries for row in session.execute(query))
    return {key: _who(name, number) for key, name, number in rows}


def _who(patient_name: str, patient_id: str) -> str:
    name = shown_name(patient_name)
    other = f"（{_short(name.other)}）" if name.other else ""
    return f"{_short(name.main)}{other} ({_short(patient_id)})"


def _short(text: str) -> str:
    """Return text as a sentence can hold it: a PN or LO of legal length is whole (PS3.5 6.2)."""
    return (text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…") or "—"
