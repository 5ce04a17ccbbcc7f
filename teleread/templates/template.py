"""A structured template: sections of findings and impression, and fields that are filled in.

The shape follows MRRT: a template has sections, a section has fields, a field
is a choice, a number with its unit and normal ranges, or free text. Every
word that a doctor sees is there in Chinese and in English.

References
----------
IHE RAD TF-1 chapter on Management of Radiology Report Templates (MRRT); the
file itself is JSON, not HTML, see docs/decisions/0056.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Conflict, Forbidden, Invalid, Missing


class FieldKind(StrEnum):
    """What is filled in."""

    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


class ReportPart(StrEnum):
    """Which text of the report a section is written into."""

    FINDINGS = "findings"
    IMPRESSION = "impression"


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice: its sentence for the findings, and for the impression if it belongs there."""

    key: str
    label: Words
    text: Words
    impression: Words | None = None
    is_normal: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """What is normal of a number, for whom it holds.

    Parameters
    ----------
    low, high
        Bounds that are still normal, as decimal text; None where there is none.
    sex
        "M", "F", or empty for everybody.
    age_from, age_until
        Whole years, the second exclusive; None where there is no bound.
    week
        The completed week of gestation that it holds for.
    source
        Key of the template's source.
    """

    low: str | None
    high: str | None
    sex: str = ""
    age_from: int | None = None
    age_until: int | None = None
    week: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in.

    `text` is its sentence, `{value}` standing for what was filled in; without
    one the label stands before the value. `week_field` names the number field
    whose value is the gestational age that `ranges` go by.
    """

    key: str
    label: Words
    kind: FieldKind
    options: tuple[Option, ...] = ()
    is_multiple: bool = False
    unit: str = ""
    decimals: int = 0
    ranges: tuple[Range, ...] = ()
    week_field: str = ""
    text: Words | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that become one paragraph. An empty title writes none before it."""

    key: str
    title: Words
    part: ReportPart
    fields: tuple[Field, ...]
    is_titled: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """Where normal ranges come from."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a template; it never changes, an edit is the next version."""

    key: str
    version: int
    title: Words
    modality: str
    body_parts: tuple[str, ...]
    sections: tuple[Section, ...]
    normal_impression: Words | None = None
    sources: tuple[Source, ...] = ()

    def fields(self) -> Iterator[Field]:
        """Yield the fields of all sections."""
        for section in self.sections:
            yield from section.fields


class TemplateMissing(Missing):
    """No such template, or no such version of it, for this person."""

    code = "template_missing"
    zh, en = "未找到该报告模板", "No such report template"


class TemplateChangedElsewhere(Conflict):
    """Somebody made another version meanwhile."""

    code = "template_changed"
    zh = "该模板已有更新的版本（第 {version} 版），请在新版本上修改"
    en = "There is a newer version of the template (version {version}); change that one"


class TemplateNotYours(Forbidden):
    """A shipped template, or another department's."""

    code = "template_not_yours"
    zh = "只有本科室的审核医师或管理员可以修改该模板"
    en = "Only reviewers of the department that owns it, or an admin, may change the template"


class ValuesRefused(Invalid):
    """What is said to be filled in is nothing that the template asks for."""

    code = "template_values_refused"
    zh = "模板填写内容与模板不符：{field}"
    en = "What was filled in is nothing that the template asks for: {field}"


VALUE_AT_MOST: Final = 1000


def check_values(template: Template, values: Sequence[tuple[str, str]]) -> None:
    """Refuse values that this version of the template does not ask for.

    Parameters
    ----------
    values
        Pairs of a field's key and what was filled in: the keys of chosen
        options joined by commas, a decimal number as typed, or text.

    Raises
    ------
    ValuesRefused
        Names the field, or says which one comes twice.
    """
    asked = {field.key: field for field in template.fields()}
    seen: set[str] = set()
    for key, value in values:
        field = asked.get(key)
        if field is None or key in seen or not _fits(field, value):
            raise ValuesRefused(field=key[:64])
        seen.add(key)


def _fits(field: Field, value: str) -> bool:
    if len(value) > VALUE_AT_MOST:
        return False
    if field.kind is FieldKind.TEXT:
        return True
    if field.kind is FieldKind.NUMBER:
        return is_number(value)
    chosen = value.split(",")
    known = {option.key for option in field.options}
    return known.issuperset(chosen) and len(set(chosen)) == len(chosen) and (field.is_multiple or len(chosen) == 1)


def is_number(text: str) -> bool:
    """Say whether a text is a plain decimal number of a measurable size."""
    digits = text.removeprefix("-")
    whole, dot, fraction = digits.partition(".")
    plain = whole.isascii() and whole.isdigit() and len(whole) <= 6
    return plain and (not dot or (fraction.isascii() and fraction.isdigit() and len(fraction) <= 4))


@dataclass(frozen=True, slots=True)
class Kept:
    """A version as the house has it.

    `is_shipped`: it came with the software and nobody edits it. Otherwise it
    belongs to a department, or with `department_id` None to every one.
    `replaces` is the key of the shipped template that it stands for.
    """

    template: Template
    is_shipped: bool
    department_id: UUID | None = None
    replaces: str = ""
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Editor:
    """Who changes templates: a reviewer those of their department, an admin any."""

    department_id: UUID | None
    is_admin: bool = False

    def may_edit(self, kept: Kept) -> bool:
        """Say whether an edit makes the next version, and not a copy."""
        if kept.is_shipped:
            return False
        return self.is_admin or (kept.department_id is not None and kept.department_id == self.department_id)


def edited(newest: Kept | None, changed: Template, *, editor: Editor, copy_key: str) -> Kept:
    """Return what a brought file becomes.

    A key that is new is a new template. One that the editor may edit gets its
    next version, and the file's own number says which version was changed. Any
    other is copied under `copy_key`; the copy of a shipped template, or of one
    of every department, stands in its place.

    Raises
    ------
    TemplateChangedElsewhere
        If there is a newer version than the one that was changed.
    """
    if newest is None:
        return Kept(replace(changed, version=1), False, editor.department_id)
    if not editor.may_edit(newest):
        stands_for = newest.template.key if newest.is_shipped or newest.department_id is None else ""
        return Kept(replace(changed, key=copy_key, version=1), False, editor.department_id, stands_for)
    if changed.version != newest.template.version:
        raise TemplateChangedElsewhere(version=newest.template.version)
    return replace(newest, template=replace(changed, version=changed.version + 1), is_retired=False)


def require_may_edit(kept: Kept, editor: Editor) -> None:
    """Refuse somebody who may not retire a template; raises TemplateNotYours."""
    if not editor.may_edit(kept):
        raise TemplateNotYours


def offered(kept: Sequence[Kept], *, modality: str, department_id: UUID | None) -> list[Kept]:
    """Return what is offered to a writer: the newest of each key, a department's own in place of what it replaces."""
    own = [each for each in kept if each.is_shipped or each.department_id in {None, department_id}]
    newest: dict[str, Kept] = {}
    for each in sorted(own, key=lambda each: each.template.version):
        newest[each.template.key] = each
    of_modality = [each for each in newest.values() if each.template.modality == modality and not each.is_retired]
    replaced = {each.replaces for each in of_modality if each.replaces}
    found = [each for each in of_modality if each.template.key not in replaced]
    return sorted(found, key=lambda each: (each.is_shipped, each.template.key))
