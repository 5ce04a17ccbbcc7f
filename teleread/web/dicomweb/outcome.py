"""What a request to store is answered: for each Instance what became of it (PS3.18 10.5.3, I.2)."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from teleread.dicom.association.status import OUT_OF_RESOURCES
from teleread.workflow.journey.upload import Handed

NOT_UNDERSTOOD = 0xB007
"""Warning Reason: the data set does not match its SOP Class; kept in quarantine, for a person to see."""

Json = dict[str, Any]


def outcome(handed: Sequence[Handed], urls: Mapping[UUID, str], *, study_url: str | None) -> tuple[HTTPStatus, Json]:
    """Return the status and the data set of the answer.

    Parameters
    ----------
    urls
        Where each Instance can be retrieved; not one that is kept beside
        another copy of its UID, nor one in quarantine.
    study_url
        The address of the study, if all are of one.

    References
    ----------
    PS3.18 Table 10.5.3-1 (status codes), I.2.1 (Store Instances Response Module).
    """
    kept = [_referenced(one, urls) for one in handed if not one.failure]
    failed = [one for one in handed if one.failure]
    data_set: Json = {"00081190": {"vr": "UR", "Value": [study_url]} if study_url else {"vr": "UR"}}
    for tag, items in (
        ("00081198", [{**_uids(one), **_reason("00081197", one.failure)} for one in failed if _is_named(one)]),
        ("00081199", kept),
        ("0008119A", [_reason("00081197", one.failure) for one in failed if not _is_named(one)]),
    ):
        if items:
            data_set[tag] = {"vr": "SQ", "Value": items}
    return _status(handed, failed), dict(sorted(data_set.items()))


def _status(handed: Sequence[Handed], failed: Sequence[Handed]) -> HTTPStatus:
    if len(failed) < len(handed):
        has_issues = failed or any(one.is_quarantined for one in handed)
        return HTTPStatus.ACCEPTED if has_issues else HTTPStatus.OK
    if not all(one.failure == OUT_OF_RESOURCES for one in failed):
        return HTTPStatus.CONFLICT
    is_spent = any(one.retry_after_s for one in failed)
    return HTTPStatus.TOO_MANY_REQUESTS if is_spent else HTTPStatus.SERVICE_UNAVAILABLE


def _is_named(one: Handed) -> bool:
    return bool(one.sop_class_uid and one.sop_instance_uid)


def _referenced(one: Handed, urls: Mapping[UUID, str]) -> Json:
    item = _uids(one)
    if one.id is not None and one.id in urls:
        item["00081190"] = {"vr": "UR", "Value": [urls[one.id]]}
    if one.is_quarantined:
        item |= _reason("00081196", NOT_UNDERSTOOD)
    return dict(sorted(item.items()))


def _uids(one: Handed) -> Json:
    return {
        "00081150": {"vr": "UI", "Value": [one.sop_class_uid]},
        "00081155": {"vr": "UI", "Value": [one.sop_instance_uid]},
    }


def _reason(tag: str, status: int) -> Json:
    return {tag: {"vr": "US", "Value": [status]}}
