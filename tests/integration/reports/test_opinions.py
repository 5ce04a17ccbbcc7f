"""A second opinion never overwrites, a blinded one has not read the first, a disagreement finds its third reader."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from teleread.accounts.account import Account
from teleread.database import Database
from teleread.reports.records import DeliveryRow
from teleread.workflow.desk.opinions import Asked, ask_opinion, compare
from teleread.worklist.opinion import (
    NotSignedYet,
    NotYourOpinion,
    OpinionKind,
    OpinionUnderWay,
    TookPart,
    Verdict,
    VerdictGiven,
)
from teleread.worklist.reading import Part
from teleread.worklist.refusals import NotEligible
from tests.integration.reports.ward import TEN_PAST, Ward, a_ward
from tests.integration.web.hospital import Hospital, a_hospital
from tests.integration.worklist.places import readings, specialist


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    return a_ward(database, tmp_path)


@pytest.fixture
def hospital(database: Database, tmp_path: Path) -> Iterator[Hospital]:
    with a_hospital(database, tmp_path) as built:
        yield built


def asked(ward: Ward, kind: OpinionKind = OpinionKind.BLINDED, **more: object) -> UUID:
    wanted = Asked(kind, "肺尖？", **more)  # type: ignore[arg-type]  # passed on
    return ask_opinion(
        ward.database, ward.scope(ward.author), ward.reading_id, asked=wanted, account=ward.author, at=TEN_PAST
    ).id


def another(ward: Ward, name: str) -> Account:
    return specialist(ward.place, name, Part.AUTHOR, Part.REVIEWER)


def signs_alone(ward: Ward, reading_id: UUID, by: Account) -> Ward:
    further = replace(ward, reading_id=reading_id)
    token = further.start(by)
    further.typed(token, account=by, impression="右肺尖小结节，建议复查。")
    further.sign(token, account=by)
    return further


def says(ward: Ward, reading_id: UUID, by: Account, verdict: Verdict, comment: str = "") -> None:
    scope = ward.scope(by)
    compare(ward.database, scope, reading_id, verdict=verdict, comment=comment, account=by, at=TEN_PAST)


def test_the_blinded_reader_finds_the_first_report_nowhere_until_they_signed(hospital: Hospital):
    ward = hospital.ward
    report_id = hospital.signed()
    second = another(ward, "second")
    assert hospital.ask("GET", f"/api/reports/{report_id}", second).status_code == 200
    opinion_id = asked(ward)

    for path in (
        f"/api/reports/{report_id}",
        f"/api/reports/{report_id}/pdf",
        f"/api/readings/{ward.reading_id}",
        f"/api/readings/{ward.reading_id}/opinions",
        f"/api/readings/{ward.reading_id}/questions",
        f"/api/readings/{ward.reading_id}/priors",
    ):
        assert hospital.ask("GET", path, second).status_code == 404, path
    word = {"patient_name": "张三"}
    lists = [hospital.ask("GET", path, second) for path in ("/api/reports", "/api/readings?view=done")]
    lists += [hospital.ask("GET", path, second) for path in ("/api/studies", f"/api/readings/{opinion_id}")]
    lists += [hospital.ask("GET", f"/api/readings/{opinion_id}/{name}", second) for name in ("opinions", "priors")]
    lists.append(hospital.ask("POST", "/api/readings/search", second, **word))
    for answer in lists:
        assert answer.status_code == 200
        assert report_id not in answer.text
        assert str(ward.reading_id) not in answer.text
    # Who took part reads on, and so does the clinic.
    for person in (ward.author, ward.reviewer, ward.doctor):
        assert hospital.ask("GET", f"/api/reports/{report_id}", person).status_code == 200

    signs_alone(ward, opinion_id, second)

    assert hospital.ask("GET", f"/api/reports/{report_id}", second).status_code == 200
    shown = hospital.ask("GET", f"/api/readings/{opinion_id}/opinions", second).json()
    assert (shown["first_report_id"], shown["may_compare"]) == (report_id, True)


def test_an_invited_reader_sees_the_first_report(hospital: Hospital):
    report_id = hospital.signed()
    second = another(hospital.ward, "second")
    asked(hospital.ward, OpinionKind.INVITED, invitee_id=second.id)

    assert hospital.ask("GET", f"/api/reports/{report_id}", second).status_code == 200


def test_an_opinion_stays_among_specialists_unless_somebody_says_otherwise(hospital: Hospital):
    ward = hospital.ward
    hospital.signed()
    sent = ward.count(DeliveryRow)
    second = another(ward, "second")
    opinion_id = asked(ward, OpinionKind.INVITED)

    signs_alone(ward, opinion_id, second)

    assert ward.count(DeliveryRow) == sent
    assert hospital.ask("GET", f"/api/readings/{opinion_id}", ward.doctor).status_code == 404
    assert len(hospital.ask("GET", "/api/reports", ward.doctor).json()) == 1
    assert len(hospital.ask("GET", "/api/reports", second).json()) == 2


def test_nobody_who_took_part_reads_it_again(ward: Ward):
    ward.signed()
    opinion_id = asked(ward)

    for person in (ward.author, ward.reviewer):
        with pytest.raises(NotEligible):
            replace(ward, reading_id=opinion_id).start(person)


def test_whom_to_invite_is_checked_and_others_do_not_take_it(ward: Ward):
    ward.signed()
    with pytest.raises(TookPart):
        asked(ward, OpinionKind.INVITED, invitee_id=ward.reviewer.id)
    with pytest.raises(NotEligible):
        asked(ward, OpinionKind.INVITED, invitee_id=ward.doctor.id)
    second, third = another(ward, "second"), another(ward, "third")
    opinion_id = asked(ward, OpinionKind.INVITED, invitee_id=second.id)

    with pytest.raises(NotEligible):
        replace(ward, reading_id=opinion_id).start(third)
    assert replace(ward, reading_id=opinion_id).start(second) > 0


def test_it_is_of_a_signed_report_and_one_at_a_time(ward: Ward):
    with pytest.raises(NotSignedYet):
        asked(ward)
    ward.signed()
    asked(ward)
    with pytest.raises(OpinionUnderWay):
        asked(ward)


def test_a_disagreement_goes_to_a_third_reader_whose_word_is_on_file(ward: Ward):
    first = ward.signed()
    second, third = another(ward, "second"), another(ward, "third")
    opinion_id = asked(ward)
    signs_alone(ward, opinion_id, second)
    with pytest.raises(NotYourOpinion):
        says(ward, opinion_id, ward.author, Verdict.AGREES)

    says(ward, opinion_id, second, Verdict.DISAGREES, "右肺尖有结节")

    with pytest.raises(VerdictGiven):
        says(ward, opinion_id, second, Verdict.AGREES)
    arbitration = readings(ward.database)[-1]
    assert arbitration.id not in {ward.reading_id, opinion_id}
    for person in (ward.author, ward.reviewer, second):
        with pytest.raises(NotEligible):
            replace(ward, reading_id=arbitration.id).start(person)
    further = replace(ward, reading_id=arbitration.id)
    token = further.start(third)
    further.typed(token, account=third, impression="右肺尖小结节。")
    further.submit(token, account=third)
    fourth = another(ward, "fourth")
    further.sign(further.start(fourth), account=fourth)
    says(ward, arbitration.id, third, Verdict.SECOND_STANDS, "结节成立")

    assert ward.reading().state.value == "signed"
    assert first.version == 1
    assert ward.audited().count("opinion.compared") == 2


def test_agreement_asks_for_nobody_else(ward: Ward):
    ward.signed()
    second = another(ward, "second")
    opinion_id = asked(ward)
    token = replace(ward, reading_id=opinion_id).start(second)
    with pytest.raises(NotSignedYet):
        says(ward, opinion_id, second, Verdict.AGREES)
    further = replace(ward, reading_id=opinion_id)
    further.typed(token, account=second)
    further.sign(token, account=second)

    says(ward, opinion_id, second, Verdict.MINOR)

    assert len(readings(ward.database)) == 2
