from datetime import timedelta
from pathlib import Path

import pytest

from teleread.accounts.account import Account, NotPermitted, Role
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot
from teleread.notices.notice import NoticeKind
from teleread.reports.critical import (
    CriticalAnswerContradicted,
    CriticalEvent,
    CriticalFinding,
    CriticalFindingMissing,
    CriticalQuestionUnanswered,
    CriticalState,
    CriticalTransitionRefused,
    NotOfTheClinic,
    ReadBackMissing,
    Told,
    Way,
)
from teleread.reports.critical_criteria import CriteriaChangedElsewhere, Criterion, CriterionUnknown
from teleread.reports.critical_plan import Level, LevelKind
from teleread.reports.critical_records import load_criteria
from teleread.reports.report import CriticalAnswer
from teleread.scope import Scope
from teleread.views.critical import Which, count_findings, list_findings, list_notices, load_finding_line
from teleread.workflow.desk.critical import change_criteria, change_plan
from teleread.workflow.journey.critical import close, confirm, raise_finding, record_action, tell, withdraw
from teleread.workflow.keeping.escalate import escalate_due
from teleread.worklist.reading import Milestone
from teleread.worklist.records import load_milestones
from teleread.worklist.refusals import NotYourReading, ReasonMissing
from tests.integration.reports.ward import TEN_PAST, Ward, a_clinic_person, a_ward

WORDS = "右侧大量气胸，纵隔左移。"
LEVELS = (
    Level(LevelKind.CLINIC_DUTY, 10, "值班室", "0857-1001", "duty@qingshan.example"),
    Level(LevelKind.CLINIC_HEAD, 30, "王院长", "0857-1002", "head@qingshan.example"),
    Level(LevelKind.COORDINATOR, 60, "协调员", "0857-1003", "coordinator@hospital.example"),
    Level(LevelKind.ADMIN, 120, "信息科", "0857-1004", "admin@hospital.example"),
)


@pytest.fixture
def ward(sqlite_database: Database, tmp_path: Path) -> Ward:
    ward = a_ward(sqlite_database, tmp_path)
    change_plan(
        ward.database,
        system_scope(),
        ward.place.clinic_id,
        province="52",
        levels=LEVELS,
        account=ward.author,
        at=TEN_PAST,
    )
    return ward


def raised(ward: Ward) -> CriticalFinding:
    if ward.reading().holder_id != ward.author.id:
        ward.start(ward.author)
    return raise_finding(
        ward.database,
        ward.scope(ward.author),
        ward.reading_id,
        criterion_key="xray.tension_pneumothorax",
        words=WORDS,
        account=ward.author,
        at=TEN_PAST,
    )


def told(ward: Ward, finding: CriticalFinding, event: CriticalEvent, minutes: int, **values: str) -> CriticalFinding:
    at = TEN_PAST + timedelta(minutes=minutes)
    said = Told(**{"to_name": "李医生", "way": Way.PHONE, "phone": "0857-1001", **values})  # type: ignore[arg-type]
    return tell(ward.database, ward.scope(ward.author), finding.id, event=event, told=said, account=ward.author, at=at)


def escalated(ward: Ward, minutes: int) -> int:
    return escalate_due(ward.database, at=TEN_PAST + timedelta(minutes=minutes))


def mailed(ward: Ward, kind: NoticeKind) -> list[tuple[int, str]]:
    with snapshot(ward.database) as session:
        lines = list_notices(session, system_scope())
    return sorted((line.notice.level, line.notice.address) for line in lines if line.notice.kind is kind)


def test_a_finding_is_raised_while_the_text_is_still_a_draft(ward: Ward):
    finding = raised(ward)
    with snapshot(ward.database) as session:
        line = load_finding_line(session, ward.scope(ward.doctor), finding.id)
    assert line is not None
    assert (line.finding.state, line.finding.words) == (CriticalState.NOTIFYING, WORDS)
    assert (line.raised_by_name, line.plan.first_contact.phone) == (ward.author.display_name, "0857-1001")
    assert line.next_level_at == TEN_PAST + timedelta(minutes=10)
    assert mailed(ward, NoticeKind.CRITICAL_RAISED) == [(0, "duty@qingshan.example")]
    assert "critical.raised" in ward.audited()


def test_only_who_held_the_reading_raises_by_a_criterion_of_its_kind(ward: Ward):
    values = {"words": WORDS, "at": TEN_PAST}
    with pytest.raises(NotYourReading):
        raise_finding(
            ward.database,
            ward.scope(ward.reviewer),
            ward.reading_id,
            criterion_key="xray.free_air",
            account=ward.reviewer,
            **values,
        )
    ward.start(ward.author)
    for key in ("ecg.arrest", "xray.unheard_of"):
        with pytest.raises(CriterionUnknown):
            raise_finding(
                ward.database,
                ward.scope(ward.author),
                ward.reading_id,
                criterion_key=key,
                account=ward.author,
                **values,
            )


def test_read_back_on_the_page_acted_on_and_closed(ward: Ward):
    finding = raised(ward)
    scope = ward.scope(ward.doctor)
    later = TEN_PAST + timedelta(minutes=3)
    by_doctor = {"account": ward.doctor, "at": later}
    with pytest.raises(ReadBackMissing):
        confirm(ward.database, scope, finding.id, read_back=" ", acting="", **by_doctor)
    confirmed = confirm(ward.database, scope, finding.id, read_back="右侧大量气胸", acting="张医生", **by_doctor)
    assert confirmed.state is CriticalState.CONFIRMED_READBACK
    with pytest.raises(CriticalTransitionRefused):
        confirm(ward.database, scope, finding.id, read_back="再次", acting="", **by_doctor)
    record_action(ward.database, scope, finding.id, action="胸腔穿刺，转县医院", by_name="张医生", **by_doctor)
    over = close(ward.database, ward.scope(ward.author), finding.id, note="", account=ward.author, at=later)
    assert over.state is CriticalState.CLOSED
    with snapshot(ward.database) as session:
        line = load_finding_line(session, scope, finding.id)
        milestones = load_milestones(session, system_scope(), ward.reading_id)
    assert line is not None
    assert milestones[Milestone.CRITICAL_CONFIRMED] == later
    told_doctor = line.steps[1].told
    assert (told_doctor.to_name, told_doctor.way, told_doctor.read_back) == (
        ward.doctor.display_name,
        Way.PAGE,
        "右侧大量气胸",
    )
    assert told_doctor.received_at == later
    assert escalated(ward, 600) == 0


def test_the_clock_calls_upon_each_level_once(ward: Ward):
    finding = raised(ward)
    assert escalated(ward, 9) == 0
    assert escalated(ward, 10) == 1
    assert escalated(ward, 11) == 0
    told(ward, finding, CriticalEvent.REACH, 12)
    assert escalated(ward, 30) == 1
    assert escalated(ward, 500) == 1
    assert mailed(ward, NoticeKind.CRITICAL_ESCALATED) == [
        (number, level.email) for number, level in enumerate(LEVELS, start=1)
    ]
    with snapshot(ward.database) as session:
        line = load_finding_line(session, system_scope(), finding.id)
        counts = count_findings(session, system_scope())
    assert line is not None
    assert line.next_level_at is None
    assert line.finding.state is CriticalState.REACHED_NO_READBACK
    assert (counts.unconfirmed, counts.escalated) == (1, 1)


def test_nobody_there_calls_upon_the_next_level_at_once(ward: Ward):
    finding = raised(ward)
    missed = told(ward, finding, CriticalEvent.MISS, 2)
    assert (missed.state, missed.level) == (CriticalState.UNABLE_TO_REACH, 1)
    assert escalated(ward, 10) == 0
    again = told(ward, finding, CriticalEvent.MISS, 11)
    assert again.level == 2
    heard = told(ward, finding, CriticalEvent.READ_BACK, 15, to_name="王院长", read_back="右侧大量气胸")
    assert heard.state is CriticalState.CONFIRMED_READBACK
    with snapshot(ward.database) as session:
        line = load_finding_line(session, system_scope(), finding.id)
    assert line is not None
    assert [step.event for step in line.steps] == [
        None,
        CriticalEvent.MISS,
        CriticalEvent.ESCALATE,
        CriticalEvent.MISS,
        CriticalEvent.ESCALATE,
        CriticalEvent.READ_BACK,
    ]
    assert [step.told.to_name for step in line.steps if step.event is CriticalEvent.ESCALATE] == ["值班室", "王院长"]


def test_a_finding_raised_by_mistake_is_withdrawn_with_its_reason(ward: Ward):
    finding = raised(ward)
    by_author = {"account": ward.author, "at": TEN_PAST}
    scope = ward.scope(ward.author)
    with pytest.raises(ReasonMissing):
        withdraw(ward.database, scope, finding.id, reason=" ", **by_author)
    with pytest.raises(NotYourReading):
        withdraw(ward.database, scope, finding.id, reason="误报", account=ward.reviewer, at=TEN_PAST)
    gone = withdraw(ward.database, scope, finding.id, reason="看错侧别，实为皮肤皱褶", **by_author)
    assert gone.state is CriticalState.WITHDRAWN
    assert escalated(ward, 600) == 0
    assert "critical.withdrawn" in ward.audited()


def test_the_clinic_confirms_and_the_hospital_closes(ward: Ward):
    finding = raised(ward)
    with pytest.raises(NotOfTheClinic):
        confirm(
            ward.database,
            ward.scope(ward.author),
            finding.id,
            read_back="气胸",
            acting="",
            account=ward.author,
            at=TEN_PAST,
        )
    scope = ward.scope(ward.doctor)
    with pytest.raises(NotPermitted):
        close(ward.database, scope, finding.id, note="", account=ward.doctor, at=TEN_PAST)


def test_a_shift_shows_what_was_open_in_it_and_what_ended_in_it(ward: Ward):
    finding = raised(ward)

    def shown(since: int, until: int, which: Which = Which.ALL) -> list[object]:
        with snapshot(ward.database) as session:
            lines = list_findings(
                session,
                system_scope(),
                which=which,
                since=TEN_PAST + timedelta(hours=since),
                until=TEN_PAST + timedelta(hours=until),
            )
        return [line.finding.id for line in lines]

    assert shown(-8, -1) == []
    assert shown(-1, 8) == shown(8, 16) == [finding.id]
    withdraw(
        ward.database,
        ward.scope(ward.author),
        finding.id,
        reason="误报",
        account=ward.author,
        at=TEN_PAST + timedelta(hours=1),
    )
    assert shown(0, 8, Which.ENDED) == [finding.id]
    assert shown(8, 16) == []
    with snapshot(ward.database) as session:
        assert list_findings(session, Scope(frozenset())) == []


def test_an_admins_criteria_hold_for_what_is_raised_after(ward: Ward):
    own = [Criterion("xray.own", "xray", "本院条目", "Our own", "科室 2026-03")]
    by_admin = {"account": ward.author, "at": TEN_PAST}
    change_criteria(ward.database, "52", own, revision=0, **by_admin)
    with pytest.raises(CriteriaChangedElsewhere):
        change_criteria(ward.database, "52", own, revision=0, **by_admin)
    with pytest.raises(CriterionUnknown):
        raised(ward)
    with snapshot(ward.database) as session:
        assert load_criteria(session, "52").criteria == tuple(own)
        assert load_criteria(session, "53").revision == 0


def test_another_clinics_people_learn_nothing_of_it(ward: Ward, tmp_path: Path):
    finding = raised(ward)
    other: Account = a_clinic_person(a_ward(ward.database, tmp_path, key="other").place, "stranger", Role.TECHNICIAN)
    with snapshot(ward.database) as session:
        assert load_finding_line(session, ward.scope(other), finding.id) is None
        assert list_findings(session, ward.scope(other)) == []


def test_nothing_is_signed_while_the_critical_question_is_open(ward: Ward):
    token = ward.start(ward.author)
    ward.typed(token, critical=None)
    with pytest.raises(CriticalQuestionUnanswered):
        ward.submit(token)
    ward.typed(token, critical=CriticalAnswer.PRESENT, revision=1)
    with pytest.raises(CriticalFindingMissing):
        ward.submit(token)
    finding = raised(ward)
    ward.typed(token, critical=CriticalAnswer.NONE, revision=2)
    with pytest.raises(CriticalAnswerContradicted):
        ward.submit(token)
    ward.typed(token, critical=CriticalAnswer.PRESENT, revision=3)
    ward.submit(token)
    withdraw(
        ward.database,
        ward.scope(ward.author),
        finding.id,
        reason="误报",
        account=ward.author,
        at=TEN_PAST,
    )
    reviewing = ward.start(ward.reviewer)
    with pytest.raises(CriticalFindingMissing):
        ward.sign(reviewing)
