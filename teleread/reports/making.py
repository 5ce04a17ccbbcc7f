"""The DICOM objects of a signed version: made once, by whichever worker, however often one is killed."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread import outbox
from teleread.outbox import Failure

NAMESPACE: Final = UUID("0d3b2f1e-6a5c-4c0e-8f0a-1d2f5b7c9e43")


class MakingState(StrEnum):
    """How far the objects of a version are; DEAD waits for a person."""

    QUEUED = "queued"
    MAKING = "making"
    MADE = "made"
    DEAD = "dead"


MODALITIES: Final = frozenset({"KO", "SR", "PR"})
"""Of the Series that the objects lie in."""


class ObjectKind(StrEnum):
    """What is made of evidence."""

    KEY_IMAGES = "key_images"
    MEASUREMENTS = "measurements"
    PRESENTATION = "presentation"


@dataclass(frozen=True, slots=True)
class Making:
    """A row of the outbox. `attempts` counts the attempts begun; with the worker it fences the one under way."""

    report_id: UUID
    reading_id: UUID
    clinic_id: UUID
    state: MakingState
    attempts: int
    next_attempt_at: datetime
    lease_holder: str | None
    lease_ends_at: datetime | None
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class MadeObject:
    """An object that was made here, by the UID that it has everywhere."""

    sop_instance_uid: str
    report_id: UUID
    clinic_id: UUID
    study_instance_uid: str
    series_instance_uid: str
    sop_class_uid: str
    kind: ObjectKind


def is_exhausted(making: Making) -> bool:
    """Say whether its worker vanished during the last attempt that it had."""
    return making.state is MakingState.MAKING and making.attempts >= outbox.MAX_ATTEMPTS


def take(making: Making, *, worker: str, at: datetime) -> Making:
    """Return the making as leased by the worker for one more attempt."""
    return replace(outbox.leased(making, worker=worker, at=at), state=MakingState.MAKING)


def is_held(making: Making, *, worker: str, attempt: int) -> bool:
    """Say whether the result of this attempt still counts."""
    return making.state is MakingState.MAKING and outbox.is_held(making, worker=worker, attempt=attempt)


def succeed(making: Making, *, at: datetime) -> Making:
    """Return the making as done."""
    return replace(outbox.let_go(making), state=MakingState.MADE, made_at=at)


def fail(making: Making, failure: Failure, *, at: datetime, jitter: float) -> Making:
    """Return the making as waiting for its next attempt, or dead.

    It costs nobody anything to try again every hour, and a new version of this
    software may do better: only what cannot ever succeed is given up, and what
    ends its workers.
    """
    again_at = at + outbox.delay_after(making.attempts, jitter=jitter)
    state = MakingState.DEAD if failure.is_permanent else MakingState.QUEUED
    return replace(outbox.let_go(making, next_attempt_at=again_at), state=state)


def key_of_object(report_id: UUID, study_instance_uid: str, kind: ObjectKind, *, part: str = "") -> UUID:
    """Return what the SOP Instance UID of an object is made of: the same however often it is made.

    A version has a key of its own, so each version has objects of its own.

    References
    ----------
    PS3.5 B.2 (UUID derived UID); RFC 9562 5.5 (UUID version 5).
    """
    return uuid.uuid5(NAMESPACE, "/".join((report_id.hex, study_instance_uid, kind.value, part)))


def key_of_series(reading_id: UUID, study_instance_uid: str, kind: ObjectKind) -> UUID:
    """Return what a Series Instance UID is made of: all versions of a Reading share the Series of a kind."""
    return uuid.uuid5(NAMESPACE, "/".join((reading_id.hex, study_instance_uid, kind.value, "series")))
