"""Which Instances enter the outbox, and whose word about them counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from teleread.archive.commitment import CommitmentResult
from teleread.archive.records import InstanceRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.access import system_scope
from teleread.database import snapshot, transaction
from teleread.forwarding.destination import DestinationKind, RuleTaken
from teleread.forwarding.forwarding import ForwardingState, Proof
from teleread.forwarding.records import ForwardingRow, find_due_destination, save_destination
from teleread.outbox import LEASE, leased
from teleread.workflow.desk.forwardings import Road, add_destination, add_rule, change_destination
from teleread.workflow.keeping.proof import note_report
from teleread.workflow.keeping.route import enqueue_forwardings
from tests.builders import EIGHT, a_clinic, a_patient, a_series, a_site, a_study, an_ae, an_instance


@pytest.fixture
def place(database, tmp_path):
    """A clinic with two devices, a PACS and Instances of three kinds of standing."""
    with transaction(database) as session:
        clinic = a_clinic(session)
        site = a_site(session, clinic)
        sender, other = an_ae(session, clinic, site, "US1"), an_ae(session, clinic, site, "US2")
        pacs = an_ae(session, clinic, site, "PACS", host="127.0.0.1", port=104)
        study = a_study(session, site, a_patient(session, clinic))
        series = a_series(session, study, modality="US")
        ids = [
            an_instance(session, series, ae_id=sender.id, standing=standing).id
            for standing in (InstanceStanding.CURRENT, InstanceStanding.VARIANT, InstanceStanding.CONFLICT)
        ]
        keys = {"clinic": clinic.id, "sender": sender.id, "other": other.id, "pacs": pacs.id}
    road = Road(name="PACS", kind=DestinationKind.DICOM, ae_id=keys["pacs"])
    destination = add_destination(database, road=road, keys_dir=tmp_path, account=None, at=EIGHT)
    return {**keys, "ids": ids, "destination": destination, "road": road}


def a_rule(database, place, **values):
    return add_rule(
        database,
        system_scope(),
        clinic=place["clinic"],
        destination=place["destination"].id,
        account=None,
        at=EIGHT,
        **values,
    )


def enqueue(database, place):
    with transaction(database) as session:
        return enqueue_forwardings(session, place["ids"], at=EIGHT)


def rows(database):
    with snapshot(database) as session:
        found = list(session.scalars(select(ForwardingRow)))
        session.expunge_all()
        return found


def test_without_a_rule_nothing_is_forwarded(database, place):
    assert enqueue(database, place) == 0


def test_only_the_current_copy_goes_and_once_whatever_the_rules(database, place):
    a_rule(database, place)
    a_rule(database, place, modality="us")
    a_rule(database, place, ae_id=place["sender"])
    assert (enqueue(database, place), enqueue(database, place)) == (1, 0)
    (row,) = rows(database)
    assert (row.instance_id, row.state) == (place["ids"][0], ForwardingState.QUEUED)


def test_a_rule_of_another_device_or_modality_does_not_match(database, place):
    a_rule(database, place, modality="DX")
    a_rule(database, place, ae_id=place["other"])
    assert enqueue(database, place) == 0


def test_the_same_rule_is_kept_once(database, place):
    a_rule(database, place)
    with pytest.raises(RuleTaken):
        a_rule(database, place)


def test_a_destination_that_is_held_or_paused_is_nobody_elses(database, place, tmp_path):
    a_rule(database, place)
    enqueue(database, place)

    def due(at):
        with snapshot(database) as session:
            found = find_due_destination(session, at=at, lock=False)
            return found and found.id

    destination = place["destination"]
    assert due(EIGHT) == destination.id
    with transaction(database) as session:
        save_destination(session, leased(destination, worker="w1", at=EIGHT))
    assert due(EIGHT + LEASE - timedelta(seconds=1)) is None
    assert due(EIGHT + LEASE) == destination.id, "its worker is gone"
    paused = replace(place["road"], is_paused=True)
    change_destination(database, destination.id, road=paused, keys_dir=tmp_path, account=None, at=EIGHT)
    assert due(EIGHT + LEASE) is None


def test_a_report_counts_for_what_that_device_was_asked_and_once(database, place):
    a_rule(database, place)
    enqueue(database, place)
    with transaction(database) as session:
        row = session.scalars(select(ForwardingRow)).one()
        row.state, row.transaction_uid, row.sent_at = ForwardingState.SENT, "2.25.7", EIGHT
    with snapshot(database) as session:
        uid = session.get_one(InstanceRow, place["ids"][0]).sop_instance_uid
    result = CommitmentResult("2.25.7", frozenset({uid}), {})
    assert note_report(database, result, ae_id=place["other"], at=EIGHT) == 0
    assert note_report(database, CommitmentResult("2.25.8", frozenset({uid}), {}), ae_id=place["pacs"], at=EIGHT) == 0
    assert rows(database)[0].state is ForwardingState.SENT
    assert note_report(database, result, ae_id=place["pacs"], at=EIGHT) == 1
    assert (rows(database)[0].state, rows(database)[0].proof) == (ForwardingState.DONE, Proof.COMMITTED)
    assert note_report(database, result, ae_id=place["pacs"], at=EIGHT) == 0
