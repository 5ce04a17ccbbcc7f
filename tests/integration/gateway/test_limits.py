"""A Site that asks for more than it may is told so, and it is written down: never a silent drop."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from teleread.clinics.access import system_scope
from teleread.clinics.records import load_sites
from teleread.database import Database, snapshot
from teleread.views.audit import AuditFilter, load_audit_entries
from teleread.views.limited import load_limited_sites
from teleread.workflow.desk.admissions import OwnLimits, set_limits, set_plain
from tests.integration.gateway.conftest import Listening
from tests.integration.gateway.process import another
from tests.integration.gateway.raw import WITH_OTHERS, rejected_with
from tests.integration.gateway.sender import Sendable, association, send, sendable, store

SUCCESS, OUT_OF_RESOURCES = 0x0000, 0xA700
LOCAL_LIMIT_EXCEEDED, NO_REASON_GIVEN = (2, 3, 2), (1, 1, 1)

BURST, MOST_STORED = 60, 400
"""What a minute allows at once, and after how many it must have been noticed however slow the machine is."""


@pytest.fixture
def picture(shared_data: Path) -> Sendable:
    return sendable(shared_data / "us" / "us-esopecho-rgb.dcm")


def limit(gateway: Listening, **limits: int) -> None:
    with snapshot(gateway.database) as session:
        (site,) = load_sites(session, system_scope())
    set_limits(
        gateway.database, system_scope(), site.id, limits=OwnLimits(**limits), account=None, at=datetime.now(UTC)
    )


def written_down(database: Database, action: str) -> list[dict[str, Any]]:
    with snapshot(database) as session:
        entries = load_audit_entries(session, system_scope(), AuditFilter(action=action), limit=20)
    return [dict(entry.detail) for entry in entries]


def test_one_association_more_than_the_site_may_have_is_rejected_until_one_ends(
    gateway: Listening, picture: Sendable
) -> None:
    limit(gateway, most_associations=2)
    pair = (picture.sop_class_uid, picture.transfer_syntax_uid)
    with association(gateway.port, [pair]) as one:
        with association(gateway.port, [pair]) as two:
            assert one.is_established
            assert two.is_established
            assert rejected_with(gateway.port) == LOCAL_LIMIT_EXCEEDED
            assert rejected_with(gateway.port, others=WITH_OTHERS) == LOCAL_LIMIT_EXCEEDED
        deadline = time.monotonic() + 60
        answer = None
        while answer is None and time.monotonic() < deadline:
            answer = send(gateway.port, another(picture))
        assert answer is not None
        assert answer.status == SUCCESS
    assert [detail["limit"] for detail in written_down(gateway.database, "site.limited")] == ["associations"]
    assert [detail["reason"] for detail in written_down(gateway.database, "association.refused")] == [
        "too_many_associations"
    ]


def test_a_site_that_spent_its_volume_is_told_why_and_goes_on_once_it_may(
    gateway: Listening, picture: Sendable
) -> None:
    limit(gateway, most_bytes_per_hour=len(picture.data_set) * 3 // 2)
    pair = (picture.sop_class_uid, picture.transfer_syntax_uid)
    with association(gateway.port, [pair]) as made:
        answers = [store(made, another(picture)) for _ in range(4)]
    statuses = [answer.status for answer in answers if answer is not None]
    assert statuses == [SUCCESS, SUCCESS, OUT_OF_RESOURCES, OUT_OF_RESOURCES]
    assert answers[-1] is not None
    assert answers[-1].comment == "The volume limit of the Site is reached; send later"
    assert [detail["limit"] for detail in written_down(gateway.database, "site.limited")] == ["bytes_per_hour"]
    with snapshot(gateway.database) as session:
        (shown,) = load_limited_sites(session, system_scope(), at=datetime.now(UTC))
    assert (shown.limit, shown.times) == ("bytes_per_hour", 1)

    limit(gateway)
    answer = send(gateway.port, another(picture))
    assert answer is not None
    assert answer.status == SUCCESS


def test_above_its_rate_a_site_is_answered_later_with_success(gateway: Listening, picture: Sendable) -> None:
    limit(gateway, most_instances_per_minute=BURST)
    pair = (picture.sop_class_uid, picture.transfer_syntax_uid)
    with association(gateway.port, [pair]) as made:
        took: list[float] = []
        while len(took) <= BURST or (took[-1] < 0.5 and len(took) < MOST_STORED):
            began = time.monotonic()
            answer = store(made, another(picture))
            took.append(time.monotonic() - began)
            assert answer is not None
            assert answer.status == SUCCESS
    assert took[-1] > 0.5, "no answer was held back"
    assert [detail["limit"] for detail in written_down(gateway.database, "site.limited")] == ["instances_per_minute"]


def test_a_site_without_plain_rejects_its_devices_on_the_open_port(gateway: Listening) -> None:
    with snapshot(gateway.database) as session:
        (site,) = load_sites(session, system_scope())
    set_plain(gateway.database, system_scope(), site.id, allows_plain=False, account=None, at=datetime.now(UTC))

    assert rejected_with(gateway.port) == NO_REASON_GIVEN
    assert rejected_with(gateway.port, others=WITH_OTHERS) == NO_REASON_GIVEN
    (detail,) = written_down(gateway.database, "association.refused")
    assert (detail["reason"], detail["is_encrypted"]) == ("plain_not_allowed", False)
