"""Why an object has no row."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from teleread.archive.unclaimed import LONGEST_RECEIVE, Why, read_origin, why_unclaimed


def an_envelope(received_at, **values):
    ids = {name: str(uuid4()) for name in ("clinic_id", "site_id", "ae_id")}
    uids = {"transfer_syntax_uid": "1.2.840.10008.1.2.1", "sop_class_uid": "1.2.3", "sop_instance_uid": "2.25.1"}
    return {**ids, **uids, "ae_title": "QINGSHAN", "received_at": received_at.isoformat(), **values}


@pytest.mark.parametrize(
    ("age", "is_clinic_known", "is_held_elsewhere", "why"),
    [
        (timedelta(0), True, False, Why.UNDER_WAY),
        (LONGEST_RECEIVE - timedelta(seconds=1), True, False, Why.UNDER_WAY),
        (LONGEST_RECEIVE, True, False, Why.UNFILED),
        (LONGEST_RECEIVE, True, True, Why.DUPLICATE),
        (timedelta(0), True, True, Why.DUPLICATE),
        (LONGEST_RECEIVE, False, False, Why.CLINIC_UNKNOWN),
    ],
)
def test_a_received_object_without_a_row(now, age, is_clinic_known, is_held_elsewhere, why):
    envelope = an_envelope(now - age)

    assert why_unclaimed(envelope, is_clinic_known=is_clinic_known, is_held_elsewhere=is_held_elsewhere, at=now) is why


@pytest.mark.parametrize(
    "broken",
    [{}, {"clinic_id": "qingshan"}, {"received_at": "yesterday"}, {"received_at": "2026-03-02T08:00:00"}],
)
def test_what_has_no_envelope_of_ours_is_foreign(now, broken):
    envelope = {**an_envelope(now), **broken} if broken else {}

    assert read_origin(envelope) is None
    assert why_unclaimed(envelope, is_clinic_known=True, is_held_elsewhere=False, at=now) is Why.FOREIGN


def test_an_upload_is_of_a_person_and_no_device(now):
    envelope = {**an_envelope(now), "account_id": str(uuid4())}
    del envelope["ae_id"], envelope["ae_title"]

    origin = read_origin(envelope)

    assert origin is not None
    assert (origin.ae_id, origin.ae_title) == (None, "")
    assert origin.clinic_id == UUID(envelope["clinic_id"])


def test_a_print_is_told_by_its_kind(now):
    assert why_unclaimed({"kind": "report"}, is_clinic_known=True, is_held_elsewhere=False, at=now) is Why.PRINT


def test_only_what_may_be_the_last_copy_needs_somebody():
    needless = {Why.UNDER_WAY, Why.DUPLICATE, Why.PRINT, Why.NOTE, Why.ERASING, Why.RENDITION, Why.ATTACHMENT}
    assert {why for why in Why if not why.needs_somebody} == needless


@pytest.mark.parametrize(
    ("envelope", "known", "why"),
    [
        ({"kind": "deletion"}, {}, Why.NOTE),
        ({"kind": "rendition"}, {}, Why.RENDITION),
        ({}, {"is_erasing": True}, Why.ERASING),
        (None, {"is_erasing": True}, Why.ERASING),
        (None, {"is_deleted": True}, Why.DELETED),
        (None, {"is_deleted": True, "is_held_elsewhere": True}, Why.DUPLICATE),
    ],
)
def test_what_was_deleted_is_told_from_what_was_lost(now, envelope, known, why):
    envelope = an_envelope(now) if envelope is None else envelope

    assert why_unclaimed(envelope, **{"is_clinic_known": True, "is_held_elsewhere": False, **known}, at=now) is why
