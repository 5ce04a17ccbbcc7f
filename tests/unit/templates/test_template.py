"""Versions, what a writer is offered, and what may be filled in."""

from dataclasses import replace
from uuid import uuid4

import pytest

from teleread.templates.shipped import shipped_templates
from teleread.templates.template import (
    Editor,
    Kept,
    TemplateChangedElsewhere,
    TemplateNotYours,
    ValuesRefused,
    check_values,
    edited,
    is_number,
    offered,
    require_may_edit,
)

CHEST = shipped_templates()["xray-chest", 1]
LIMB = shipped_templates()["xray-extremity", 1]
HEART = shipped_templates()["us-cardiac", 1]
OURS, THEIRS = uuid4(), uuid4()
REVIEWER, ADMIN = Editor(OURS), Editor(None, is_admin=True)


def own(key: str, version: int = 1, **more: object) -> Kept:
    values = {"is_shipped": False, "department_id": OURS, **more}
    return Kept(replace(CHEST, key=key, version=version), **values)  # type: ignore[arg-type]


def names(kept: list[Kept]) -> list[tuple[str, int]]:
    found = offered(kept, modality="xray", department_id=OURS)
    return [(each.template.key, each.template.version) for each in found]


def test_a_key_that_is_new_is_a_new_template_whatever_its_file_says():
    made = edited(None, replace(CHEST, key="brought", version=7), editor=REVIEWER, copy_key="unused")
    assert made == Kept(replace(CHEST, key="brought", version=1), False, OURS)


def test_an_edit_is_the_next_version_under_the_same_key():
    changed = replace(CHEST, key="ours", version=3, body_parts=())
    made = edited(own("ours", 3, is_retired=True), changed, editor=REVIEWER, copy_key="unused")
    assert (made.template, made.is_retired) == (replace(changed, version=4), False)


def test_two_edits_of_one_version_do_not_both_count():
    with pytest.raises(TemplateChangedElsewhere):
        edited(own("ours", 3), replace(CHEST, key="ours", version=2), editor=REVIEWER, copy_key="unused")


def test_what_is_shipped_or_everybodys_is_copied_and_the_copy_stands_in_its_place():
    copied = edited(Kept(CHEST, is_shipped=True), CHEST, editor=REVIEWER, copy_key="copy")
    assert (copied.template.key, copied.template.version, copied.replaces) == ("copy", 1, CHEST.key)
    assert edited(own("house", department_id=None), CHEST, editor=REVIEWER, copy_key="copy").replaces == "house"
    assert edited(own("theirs", department_id=THEIRS), CHEST, editor=REVIEWER, copy_key="copy").replaces == ""


def test_an_admin_edits_every_departments_but_nothing_that_is_shipped():
    assert edited(own("theirs", department_id=THEIRS), CHEST, editor=ADMIN, copy_key="copy").template.version == 2
    assert edited(Kept(CHEST, is_shipped=True), CHEST, editor=ADMIN, copy_key="copy").template.key == "copy"
    with pytest.raises(TemplateNotYours):
        require_may_edit(Kept(CHEST, is_shipped=True), ADMIN)
    with pytest.raises(TemplateNotYours):
        require_may_edit(own("theirs", department_id=THEIRS), REVIEWER)
    require_may_edit(own("ours"), REVIEWER)


def test_a_writer_is_offered_the_newest_of_their_department_and_what_is_shipped():
    shipped = [Kept(CHEST, is_shipped=True), Kept(LIMB, is_shipped=True), Kept(HEART, is_shipped=True)]
    assert names(shipped) == [("xray-chest", 1), ("xray-extremity", 1)]
    ours = [own("ours", 1), own("ours", 2), own("theirs", department_id=THEIRS), own("house", department_id=None)]
    assert names([*shipped, *ours]) == [("house", 1), ("ours", 2), ("xray-chest", 1), ("xray-extremity", 1)]


def test_a_departments_own_stands_in_place_of_the_shipped_one_until_it_is_retired():
    shipped = Kept(CHEST, is_shipped=True)
    assert names([shipped, own("ours", replaces="xray-chest")]) == [("ours", 1)]
    retired = [own("ours", 1, replaces="xray-chest"), own("ours", 2, replaces="xray-chest", is_retired=True)]
    assert names([shipped, *retired]) == [("xray-chest", 1)]
    assert names([shipped, own("theirs", replaces="xray-chest", department_id=THEIRS)]) == [("xray-chest", 1)]


def test_what_the_template_asks_for_may_be_filled_in():
    check_values(CHEST, [("quality", "good"), ("fields", "markings,upper"), ("ctr", "0.52"), ("other", "<&|\\𠅤")])


@pytest.mark.parametrize(
    "value",
    [
        ("unheard", "x"),
        ("quality", "unheard"),
        ("quality", "good,supine"),
        ("fields", "clear,clear"),
        ("fields", ""),
        ("ctr", "0,5"),
        ("ctr", "about half"),
        ("other", "x" * 1001),
    ],
)
def test_what_it_does_not_ask_for_is_refused(value: tuple[str, str]):
    with pytest.raises(ValuesRefused):
        check_values(CHEST, [value])


def test_a_field_is_filled_in_once():
    with pytest.raises(ValuesRefused):
        check_values(CHEST, [("ctr", "0.5"), ("ctr", "0.6")])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("0", True),
        ("-30", True),
        ("4.25", True),
        ("1.", False),
        (".5", False),
        ("1e3", False),
        ("١", False),
        ("", False),
        ("1234567", False),
        ("+1", False),
    ],
)
def test_a_number_is_plain(text: str, holds: bool):
    assert is_number(text) is holds
