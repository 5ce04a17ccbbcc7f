"""Templates as files: what is shipped is sound and never changes, and what is brought is checked."""

import hashlib
import json
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.reports.wording import unprintable_characters
from teleread.templates import shipped
from teleread.templates.form import SIZE_AT_MOST, read_template, tree_of_template, write_template
from teleread.templates.node import TemplateRefused
from teleread.templates.shipped import shipped_templates
from teleread.templates.template import FieldKind, Template

SHIPPED = shipped_templates()
RELEASED = {
    "ecg-12-lead.1.json": "1dda3e84128fbc15",
    "us-abdomen.1.json": "2e9c378d86438070",
    "us-cardiac.1.json": "cc69807d15874852",
    "us-obstetric.1.json": "6ae3a7556e24c4be",
    "us-thyroid.1.json": "6b7eade67b65ff6a",
    "xray-abdomen.1.json": "0235f28f9af4c7b7",
    "xray-chest.1.json": "2ed6a15a6fb5bf17",
    "xray-extremity.1.json": "a168bab658dc0216",
}
"""SHA-256 of what was released: reports name these versions, so a change is a file with the next number."""


def tree() -> dict[str, Any]:
    return {
        "format": "teleread-template/1",
        "key": "own",
        "version": 1,
        "title": {"zh": "自拟", "en": "Own"},
        "modality": "xray",
        "body_parts": ["CHEST"],
        "sections": [
            {
                "key": "lungs",
                "title": {"zh": "肺", "en": "Lungs"},
                "part": "findings",
                "fields": [
                    {
                        "key": "size",
                        "label": {"zh": "径", "en": "Size"},
                        "kind": "number",
                        "unit": "mm",
                        "ranges": [{"low": "1", "high": "2.5", "sex": "F", "age_from": 18, "source": "us"}],
                    },
                    {
                        "key": "what",
                        "label": {"zh": "表现", "en": "What"},
                        "kind": "choice",
                        "options": [
                            {"key": "a", "label": {"zh": "甲", "en": "A"}, "text": {"zh": "甲<|\\&", "en": "A <|\\&"}}
                        ],
                    },
                ],
            }
        ],
        "sources": [{"key": "us", "title": "our own"}],
    }


def test_the_shipped_set_holds_what_is_read_most_in_both_languages():
    kinds = {(template.modality, template.key) for template in SHIPPED.values()}
    assert kinds == {
        ("xray", "xray-chest"),
        ("xray", "xray-extremity"),
        ("xray", "xray-abdomen"),
        ("ultrasound", "us-abdomen"),
        ("ultrasound", "us-thyroid"),
        ("ultrasound", "us-obstetric"),
        ("ultrasound", "us-cardiac"),
        ("ecg", "ecg-12-lead"),
    }


def test_what_was_released_never_changes():
    folder = Path(shipped.__file__).parent
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in folder.glob("*.json")}
    assert files == RELEASED


@pytest.mark.parametrize("template", SHIPPED.values(), ids=lambda each: each.key)
def test_a_shipped_template_is_whole(template: Template):
    assert read_template(write_template(template)) == template
    assert not unprintable_characters(write_template(template))
    sources = {source.key for source in template.sources}
    for field in template.fields():
        assert field.kind is not FieldKind.CHOICE or sum(option.is_normal for option in field.options) <= 1
        for each in field.ranges:
            assert each.source in sources or field.key == "day"
            assert each.sex or each.week is not None or not any(other.sex for other in field.ranges)


@pytest.mark.parametrize("name", ["bpd", "hc", "ac", "fl"])
def test_a_fetus_grows_from_week_to_week(name: str):
    (field,) = [field for field in SHIPPED["us-obstetric", 1].fields() if field.key == name]
    assert [each.week for each in field.ranges] == list(range(14, 41))
    lows = [Decimal(each.low or "nan") for each in field.ranges]
    highs = [Decimal(each.high or "nan") for each in field.ranges]
    assert lows == sorted(lows)
    assert highs == sorted(highs)
    assert all(low < high for low, high in zip(lows, highs, strict=True))


def test_a_file_comes_back_as_it_was_written():
    template = read_template(json.dumps(tree()))
    assert read_template(write_template(template)) == template
    assert tree_of_template(template) == tree()


def _with(path: str, value: Any) -> dict[str, Any]:
    changed: Any = deepcopy(tree())
    node = changed
    *way, last = path.split(".")
    for step in way:
        node = node[int(step) if step.isdigit() else step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return changed


FIELD = "sections.0.fields.0"


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("format", "other/1", "format"),
        ("key", "Own Key", "key"),
        ("version", 0, "version"),
        ("version", True, "version"),
        ("title", {"zh": "自拟"}, "title.en"),
        ("title", "自拟", "title"),
        ("modality", "ct", "modality"),
        ("unheard", 1, "$"),
        ("sections", [], "sections"),
        ("sections", None, "sections"),
        (f"{FIELD}.kind", "slider", "sections[0].fields[0].kind"),
        (f"{FIELD}.label", {"zh": "径\u202e", "en": "Size"}, "sections[0].fields[0].label.zh"),
        (f"{FIELD}.text", {"zh": "径", "en": "size {value}"}, "sections[0].fields[0].text"),
        (f"{FIELD}.options", [], None),
        (f"{FIELD}.ranges.0.low", 1, "sections[0].fields[0].ranges[0].low"),
        (f"{FIELD}.ranges.0.low", "3", "sections[0].fields[0].ranges[0]"),
        (f"{FIELD}.ranges.0.week", 20, "size.ranges"),
        (f"{FIELD}.ranges.0.source", "nobody", "size.ranges"),
        (f"{FIELD}.week_field", "size", "size.week_field"),
        ("sections.0.fields.1.options", [], "sections[0].fields[1].options"),
        ("sections.0.fields.1.key", "size", "fields"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_in_both_languages(path: str, value: Any, where: str | None):
    broken = _with(path, value)
    if where is None:
        read_template(json.dumps(broken))
        return
    with pytest.raises(TemplateRefused) as refused:
        read_template(json.dumps(broken))
    assert refused.value.values["path"] == where
    assert refused.value.message_zh() != refused.value.message_en()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"[" * 100_000, b"null", b"[]", b" " * (SIZE_AT_MOST + 1)])
def test_what_is_no_template_is_refused(content: bytes):
    with pytest.raises(TemplateRefused):
        read_template(content)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda e: st.lists(e) | st.dictionaries(st.sampled_from([*tree(), "fields", "zh"]), e),
    )
)
def test_no_json_is_read_as_a_template_by_accident(value: Any):
    with pytest.raises(TemplateRefused):
        read_template(json.dumps(value))
