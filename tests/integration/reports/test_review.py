"""A reviewer changes the text: whose signature is on what, and what goes back to the author."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from teleread.database import Database, snapshot
from teleread.reports.change import ChangeReason, ChangeUnderstated, Verdict
from teleread.reports.draft import Draft, DraftChangedElsewhere
from teleread.reports.records import ReportRow, SubmissionRow, load_signatures, load_submission
from teleread.reports.report import ChangeSize, Report, SignatureMeaning
from teleread.reports.return_reason import ReturnReason
from teleread.reports.wording import EmptyImpression
from teleread.views.feedback import load_changes, load_months, load_returned, load_review
from teleread.worklist.refusals import LeaseLost, NotYourReading
from tests.integration.reports.ward import FINDINGS, IMPRESSION, Ward, a_ward
from tests.integration.web.hospital import Hospital, a_hospital

TURNED = "左肺上叶结节。"
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    return a_ward(database, tmp_path)


def edited(ward: Ward, token: int, **values: Any) -> Draft:
    return ward.typed(token, account=ward.reviewer, **{"over": 1, **values})


def signed(ward: Ward, token: int, **values: Any) -> Report:
    report = ward.sign(token, **values).report
    assert report is not None
    return report


def test_a_changed_text_is_the_reviewers_and_both_signatures_stand(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, impression=TURNED)
    report = signed(ward, token)
    with snapshot(ward.database) as session:
        content = load_submission(session, submission_id=report.submission_id).content
        signatures = load_signatures(session, submission_id=report.submission_id)
        assert content.review_of is not None
        before = load_submission(session, submission_id=content.review_of.submission_id)
    assert (content.number, content.impression, content.author.account_id) == (2, TURNED, ward.reviewer.id)
    assert (content.review_of.sha256, content.review_of.change) == (before.sha256.hex(), ChangeSize.MAJOR)
    assert (before.content.impression, before.content.author.account_id) == (IMPRESSION, ward.author.id)
    assert [(each.statement.account_id, each.statement.meaning, each.is_valid) for each in signatures] == [
        (ward.author.id, SignatureMeaning.AUTHORED, True),
        (ward.reviewer.id, SignatureMeaning.REVIEWED, True),
    ]


def test_an_authors_text_that_was_exchanged_makes_their_signature_bad(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, impression=TURNED)
    report = signed(ward, token)
    with snapshot(ward.database) as session:
        changed = load_submission(session, submission_id=report.submission_id).content.review_of
        assert changed is not None
        kept = session.get_one(SubmissionRow, changed.submission_id).canonical
    ward.change(SubmissionRow, changed.submission_id, canonical=kept.replace(IMPRESSION.encode(), TURNED.encode()))
    with snapshot(ward.database) as session:
        signatures = load_signatures(session, submission_id=report.submission_id)
    assert [each.is_valid for each in signatures] == [False, True]


def test_a_text_that_was_typed_back_is_the_authors_own(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, impression=TURNED)
    edited(ward, token, impression=IMPRESSION, revision=1)
    report = signed(ward, token)
    assert ward.count(SubmissionRow) == 1
    with snapshot(ward.database) as session:
        review = load_review(session, ward.scope(ward.author), report.id)
    assert review is not None
    assert (review.size, review.before) == (None, review.after)


def test_what_was_changed_comes_back_to_its_author_and_to_nobody_else(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, findings=FINDINGS.replace("。", "，未见结节 3 mm。"))
    report = signed(ward, token, verdict=Verdict(ChangeSize.MAJOR, " 请注意右下肺 "))
    with snapshot(ward.database) as session:
        (change,) = load_changes(session, ward.scope(ward.author), author_id=ward.author.id, limit=9)
        (month,) = load_months(
            session, ward.scope(ward.author), author_id=ward.author.id, zone=SHANGHAI, at=report.signed_at
        )
        assert load_changes(session, ward.scope(ward.reviewer), author_id=ward.reviewer.id, limit=9) == []
    assert (change.size, change.note, change.is_new) == (ChangeSize.MAJOR, "请注意右下肺", True)
    assert {ChangeReason.NEGATION, ChangeReason.NUMBER} <= set(change.reasons)
    assert (change.before.findings, change.before.impression) == (FINDINGS, IMPRESSION)
    assert (month.month, month.reviewed, month.sizes[ChangeSize.MAJOR], month.returned) == ("2026-03", 1, 1, 0)


def test_a_change_is_not_called_smaller_than_it_is(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, impression=TURNED)
    with pytest.raises(ChangeUnderstated):
        ward.sign(token, verdict=Verdict(ChangeSize.WORDING))
    assert ward.count(ReportRow) == 0
    assert ward.count(SubmissionRow) == 1


def test_what_another_window_typed_is_not_signed_unseen(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, impression=TURNED)
    for seen in (0, 2):
        with pytest.raises(DraftChangedElsewhere):
            ward.sign(token, revision=seen)
    assert signed(ward, token, revision=1).version == 1


def test_a_reviewers_text_has_to_stand_on_paper_too(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, impression=" ")
    with pytest.raises(EmptyImpression):
        ward.sign(token)


def test_a_reviewer_who_lost_the_reading_keeps_the_text_and_changes_nothing(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, impression=TURNED)
    with pytest.raises(LeaseLost):
        edited(ward, token - 1, impression=TURNED + "新", revision=1)
    assert edited(ward, token, impression=TURNED + "新", revision=1).revision == 2


def test_nobody_changes_what_they_do_not_review(ward: Ward) -> None:
    token = ward.submitted()
    with pytest.raises(NotYourReading):
        ward.typed(token, account=ward.author, over=1, revision=1)
    with pytest.raises(NotYourReading):
        ward.typed(token, account=ward.reviewer)


def test_what_was_typed_over_an_earlier_submission_is_not_in_the_next(ward: Ward) -> None:
    token = ward.submitted()
    edited(ward, token, impression=TURNED)
    ward.returned(token, "请重写", code=ReturnReason.SIDE)
    token = ward.start(ward.author)
    ward.typed(token, impression="心肺正常。", revision=1)
    ward.submit(token)
    report = signed(ward, ward.start(ward.reviewer))
    with snapshot(ward.database) as session:
        content = load_submission(session, submission_id=report.submission_id).content
        (back,) = load_returned(session, ward.scope(ward.author), author_id=ward.author.id, limit=9)
    assert (content.number, content.impression, content.review_of) == (2, "心肺正常。", None)
    assert (back.code, back.comment, back.text.impression) == (ReturnReason.SIDE, "请重写", IMPRESSION)


@pytest.fixture
def hospital(database: Database, tmp_path: Path) -> Iterator[Hospital]:
    with a_hospital(database, tmp_path) as hospital:
        yield hospital


def test_the_pages_show_the_change_to_the_hospital_and_the_clinic_its_report(hospital: Hospital) -> None:
    ward = hospital.ward
    token = ward.submitted()
    before = hospital.ask("GET", f"/api/readings/{ward.reading_id}/change", ward.reviewer).json()
    assert before == {"size": None, "reasons": []}
    text = {"findings": FINDINGS, "impression": TURNED, "over": 1, "revision": 0}
    assert hospital.held("draft", ward.reviewer, token, method="PUT", **text).json()["over"] == 1
    change = hospital.ask("GET", f"/api/readings/{ward.reading_id}/change", ward.reviewer).json()
    assert change["size"] == "major"
    low = hospital.held("sign", ward.reviewer, token, change="minor")
    assert (low.status_code, low.json()["code"]) == (422, "change_understated")
    report_id = hospital.held("sign", ward.reviewer, token, note="注意左右").json()["report_id"]

    shown = hospital.ask("GET", f"/api/reports/{report_id}", ward.author).json()
    assert (shown["review"]["before"]["impression"], shown["review"]["after"]["impression"]) == (IMPRESSION, TURNED)
    names = (ward.author.display_name, ward.reviewer.display_name)
    assert (shown["author_name"], shown["reviewer_name"]) == names
    assert [each["is_valid"] for each in shown["signatures"]] == [True, True]
    at_clinic = hospital.ask("GET", f"/api/reports/{report_id}", ward.doctor).json()
    assert (at_clinic["impression"], at_clinic["review"]) == (TURNED, None)
    assert hospital.ask("GET", f"/api/readings/{ward.reading_id}", ward.doctor).json()["submission"]["author_name"] == (
        ward.author.display_name
    )

    mine = hospital.ask("GET", "/api/feedback", ward.author).json()
    assert (mine["unseen"], mine["changes"][0]["note"], mine["months"][0]["major"]) == (1, "注意左右", 1)
    assert hospital.ask("POST", "/api/feedback/seen", ward.author).status_code == 204
    assert hospital.ask("GET", "/api/feedback", ward.author).json()["unseen"] == 0
    wrong = hospital.ask("GET", "/api/feedback?time_zone=Nowhere/At_all", ward.author)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "zone_unknown")


def test_the_author_learns_the_code_and_the_words_of_a_return(hospital: Hospital) -> None:
    ward = hospital.ward
    token = ward.submitted()
    silent = hospital.held("return", ward.reviewer, token, code="other")
    assert (silent.status_code, silent.json()["code"]) == (422, "comment_missing")
    assert hospital.held("return", ward.reviewer, token, code="prior", reason="").status_code == 204
    detail = hospital.ask("GET", f"/api/readings/{ward.reading_id}", ward.author).json()
    assert [(each["code"], each["reason"]) for each in detail["returns"]] == [("prior", "")]
    assert detail["reason"] == "需对照既往检查"
