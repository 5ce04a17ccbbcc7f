"""A template as a file: JSON, checked on the way in, and told in both languages what is wrong and where.

A file is small (`SIZE_AT_MOST`) and its depth is fixed by its form, so that
reading one costs bounded memory and time whoever made it.
"""

import json
from decimal import Decimal
from typing import Any, Final

from teleread.templates.node import Node, refuse
from teleread.templates.template import Field, FieldKind, Option, Range, ReportPart, Section, Source, Template, Words

FORMAT: Final = "teleread-template/1"
SIZE_AT_MOST: Final = 256 * 1024
SECTIONS_AT_MOST, FIELDS_AT_MOST, OPTIONS_AT_MOST, RANGES_AT_MOST = 30, 120, 60, 200
LABEL_AT_MOST, TEXT_AT_MOST = 120, 1000
MODALITIES: Final = ("xray", "ultrasound", "ecg", "other")


def read_template(content: bytes | str) -> Template:
    """Return the template that a file describes.

    Raises
    ------
    TemplateRefused
        The first reason found; `path` names the place as `sections[1].fields[0].key`.
    """
    size = len(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    if size > SIZE_AT_MOST:
        refuse("$", f"文件超过 {SIZE_AT_MOST // 1024} KB", f"the file is larger than {SIZE_AT_MOST // 1024} KB")
    try:
        tree = json.loads(content)
    except (ValueError, RecursionError):
        refuse("$", "不是有效的 JSON（UTF-8）文件", "not a JSON file in UTF-8")
    return template_of_tree(tree)


def write_template(template: Template) -> str:
    """Return a template as a file; `read_template` gives the same back."""
    return json.dumps(tree_of_template(template), ensure_ascii=False, indent=1) + "\n"


def template_of_tree(tree: Any) -> Template:
    """Return the template of parsed JSON; raises TemplateRefused."""
    it = Node(tree, "$").object(
        "format", "key", "version", "title", "modality", "body_parts", "sections", "normal_impression", "sources"
    )
    if it.get("format").value != FORMAT:
        refuse("format", f"应为 {FORMAT}", f"must be {FORMAT}")
    template = Template(
        key=it.get("key").key(),
        version=it.get("version").whole(1, 1_000_000),
        title=it.get("title").words(LABEL_AT_MOST),
        modality=it.get("modality").one_of(MODALITIES),
        body_parts=tuple(part.line(64) for part in it.get("body_parts", []).list(60)),
        sections=tuple(_section(each) for each in it.get("sections").list(SECTIONS_AT_MOST)),
        normal_impression=it.get("normal_impression", None).optional(lambda node: node.words(TEXT_AT_MOST)),
        sources=tuple(_source(each) for each in it.get("sources", []).list(20)),
    )
    _check_whole(template)
    return template


def _check_whole(template: Template) -> None:
    fields = list(template.fields())
    if not fields:
        refuse("sections", "至少需要一个字段", "at least one field is needed")
    if len(fields) > FIELDS_AT_MOST:
        refuse("sections", f"字段最多 {FIELDS_AT_MOST} 个", f"at most {FIELDS_AT_MOST} fields")
    for what, keys in (
        ("sections", [section.key for section in template.sections]),
        ("fields", [field.key for field in fields]),
        ("sources", [source.key for source in template.sources]),
    ):
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            refuse(what, f"标识重复：{twice}", f"the key {twice} comes twice")
    sources = {source.key for source in template.sources}
    numbers = {field.key for field in fields if field.kind is FieldKind.NUMBER}
    for field in fields:
        if field.week_field and (field.week_field not in numbers or field.week_field == field.key):
            refuse(f"{field.key}.week_field", "须为另一数值字段的标识", "must be the key of another number field")
        for each in field.ranges:
            if each.source and each.source not in sources:
                refuse(f"{field.key}.ranges", f"未列出的来源：{each.source}", f"no such source: {each.source}")
            if each.week is not None and not field.week_field:
                refuse(f"{field.key}.ranges", "按孕周的范围需要 week_field", "a range by week needs week_field")


def _section(node: Node) -> Section:
    it = node.object("key", "title", "part", "fields", "is_titled")
    return Section(
        key=it.get("key").key(),
        title=it.get("title").words(LABEL_AT_MOST),
        part=ReportPart(it.get("part").one_of(tuple(part.value for part in ReportPart))),
        fields=tuple(_field(each) for each in it.get("fields").list(FIELDS_AT_MOST)),
        is_titled=it.get("is_titled", True).boolean(),
    )


def _field(node: Node) -> Field:
    it = node.object(
        "key", "label", "kind", "options", "is_multiple", "unit", "decimals", "ranges", "week_field", "text"
    )
    kind = FieldKind(it.get("kind").one_of(tuple(kind.value for kind in FieldKind)))
    options = tuple(_option(each) for each in it.get("options", []).list(OPTIONS_AT_MOST))
    if (kind is FieldKind.CHOICE) != bool(options):
        refuse(f"{node.path}.options", "选择字段须有选项，其他字段不得有", "a choice has options, and nothing else has")
    if len({option.key for option in options}) < len(options):
        refuse(f"{node.path}.options", "选项标识重复", "an option's key comes twice")
    text = it.get("text", None).optional(lambda text: text.words(TEXT_AT_MOST))
    if text and not ("{value}" in text.zh and "{value}" in text.en):
        refuse(f"{node.path}.text", "须含 {value}", "must hold {value}")
    return Field(
        key=it.get("key").key(),
        label=it.get("label").words(LABEL_AT_MOST),
        kind=kind,
        options=options,
        is_multiple=it.get("is_multiple", False).boolean(),
        unit=it.get("unit", "").line(16, may_be_empty=True),
        decimals=it.get("decimals", 0).whole(0, 4),
        ranges=tuple(_range(each) for each in it.get("ranges", []).list(RANGES_AT_MOST)),
        week_field=it.get("week_field", "").line(64, may_be_empty=True),
        text=text,
    )


def _option(node: Node) -> Option:
    it = node.object("key", "label", "text", "impression", "is_normal")
    return Option(
        key=it.get("key").key(),
        label=it.get("label").words(LABEL_AT_MOST),
        text=it.get("text").words(TEXT_AT_MOST, may_be_empty=True),
        impression=it.get("impression", None).optional(lambda words: words.words(TEXT_AT_MOST)),
        is_normal=it.get("is_normal", False).boolean(),
    )


def _range(node: Node) -> Range:
    it = node.object("low", "high", "sex", "age_from", "age_until", "week", "source")
    low = it.get("low", None).optional(Node.decimal)
    high = it.get("high", None).optional(Node.decimal)
    if (low is None and high is None) or (low is not None and high is not None and Decimal(low) > Decimal(high)):
        refuse(node.path, "须有下限或上限，且下限不大于上限", "needs low or high, and low not above high")
    return Range(
        low=low,
        high=high,
        sex=it.get("sex", "").one_of(("", "M", "F")),
        age_from=it.get("age_from", None).optional(lambda age: age.whole(0, 150)),
        age_until=it.get("age_until", None).optional(lambda age: age.whole(0, 150)),
        week=it.get("week", None).optional(lambda week: week.whole(0, 45)),
        source=it.get("source", "").line(64, may_be_empty=True),
    )


def _source(node: Node) -> Source:
    it = node.object("key", "title")
    return Source(it.get("key").key(), it.get("title").line(300))


def tree_of_template(template: Template) -> dict[str, Any]:
    """Return a template as JSON has it, without what is at its default."""
    return {
        "format": FORMAT,
        "key": template.key,
        "version": template.version,
        "title": _words(template.title),
        "modality": template.modality,
        "body_parts": list(template.body_parts),
        "sections": [
            {
                "key": section.key,
                "title": _words(section.title),
                "part": section.part.value,
                **({} if section.is_titled else {"is_titled": False}),
                "fields": [_field_tree(field) for field in section.fields],
            }
            for section in template.sections
        ],
        **({"normal_impression": _words(template.normal_impression)} if template.normal_impression else {}),
        "sources": [{"key": source.key, "title": source.title} for source in template.sources],
    }


def _words(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _field_tree(field: Field) -> dict[str, Any]:
    rest = {
        "options": [_option_tree(option) for option in field.options],
        "is_multiple": field.is_multiple,
        "unit": field.unit,
        "decimals": field.decimals,
        "week_field": field.week_field,
        "text": _words(field.text) if field.text else None,
        "ranges": [_range_tree(each) for each in field.ranges],
    }
    head = {"key": field.key, "label": _words(field.label), "kind": field.kind.value}
    return {**head, **{name: value for name, value in rest.items() if value}}


def _option_tree(option: Option) -> dict[str, Any]:
    return {
        "key": option.key,
        "label": _words(option.label),
        "text": _words(option.text),
        **({"impression": _words(option.impression)} if option.impression else {}),
        **({"is_normal": True} if option.is_normal else {}),
    }


def _range_tree(each: Range) -> dict[str, Any]:
    values = {"low": each.low, "high": each.high, "sex": each.sex or None, "age_from": each.age_from}
    more = {"age_until": each.age_until, "week": each.week, "source": each.source or None}
    return {name: value for name, value in {**values, **more}.items() if value is not None}
