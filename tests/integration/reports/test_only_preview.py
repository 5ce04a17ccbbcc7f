"""Nobody signs for a picture of which they saw a preview only, whatever their page says."""

from pathlib import Path
from uuid import UUID

import pytest

from teleread.accounts.account import Account
from teleread.database import Database
from teleread.errors import Missing
from teleread.identifiers import new_id
from teleread.reports.records import SubmissionRow
from teleread.workflow.desk.looking import note_looks
from teleread.worklist.looking import Look, OnlyPreviewShown
from teleread.worklist.looking_records import PreviewedRow
from teleread.worklist.reading import State
from tests.integration.reports.ward import Ward, a_ward, signs_alone


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    return a_ward(database, tmp_path)


def look(ward: Ward, account: Account, *frames: int, is_whole: bool = False, instance_id: UUID | None = None) -> None:
    """Have a person see previews of frames, or all of it in diagnostic quality."""
    (row,) = ward.instances()
    one = Look(instance_id or row.id, previewed=frozenset(frames), is_whole=is_whole)
    note_looks(ward.database, ward.scope(account), ward.reading_id, account=account, looks=[one])


def test_an_author_who_saw_a_preview_submits_once_the_picture_was_there(ward: Ward):
    token = ward.start(ward.author)
    ward.typed(token)
    look(ward, ward.author, 1)
    with pytest.raises(OnlyPreviewShown):
        ward.submit(token)
    assert ward.count(SubmissionRow) == 0
    look(ward, ward.author, is_whole=True)
    ward.submit(token)
    assert ward.reading().state is State.SUBMITTED
    assert ward.count(PreviewedRow) == 0


def test_a_reviewer_is_held_to_it_for_what_they_saw_themselves(ward: Ward):
    token = ward.submitted()
    look(ward, ward.reviewer, 1)
    with pytest.raises(OnlyPreviewShown):
        ward.sign(token)
    look(ward, ward.reviewer, is_whole=True)
    assert ward.sign(token).report is not None


def test_what_another_person_saw_hinders_nobody(ward: Ward):
    look(ward, ward.reviewer, 1)
    token = ward.start(ward.author)
    ward.typed(token)
    ward.submit(token)


def test_an_author_who_signs_alone_is_held_to_it(ward: Ward):
    signs_alone(ward)
    token = ward.start(ward.author)
    ward.typed(token)
    look(ward, ward.author, 1)
    with pytest.raises(OnlyPreviewShown):
        ward.sign(token, account=ward.author)


def test_what_is_no_picture_of_the_reading_is_not_noted(ward: Ward):
    look(ward, ward.author, 1, instance_id=new_id())
    assert ward.count(PreviewedRow) == 0


def test_frames_are_owed_one_by_one(ward: Ward):
    (row,) = ward.instances()
    look(ward, ward.author, 1, 2, 3)
    seen = Look(row.id, diagnostic=frozenset({1, 3}))
    note_looks(ward.database, ward.scope(ward.author), ward.reading_id, account=ward.author, looks=[seen])
    token = ward.start(ward.author)
    ward.typed(token)
    with pytest.raises(OnlyPreviewShown):
        ward.submit(token)


def test_nobody_outside_the_scope_learns_that_it_exists(ward: Ward, tmp_path: Path):
    other = a_ward(ward.database, tmp_path, key="hekou")
    with pytest.raises(Missing):
        look(ward, other.doctor, 1)
