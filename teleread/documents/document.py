"""The signed report as a PDF/A page that a doctor reads and files.

The text goes to typst as data, never as markup, so that `#`, `*` or `$` in a
finding is printed and not obeyed.
"""

import io
import json
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import segno
import typst

from teleread.documents.glyphs import EMOJI_FAMILY, EMOJI_FILE, FONT_FAMILY, FONT_FILE, check_glyphs
from teleread.documents.person_name import shown_name
from teleread.documents.words import AMENDMENTS, CHANGES, MEANINGS, SEXES, VERSIONS, shown_body_part, words_of
from teleread.errors import Unavailable
from teleread.reports.report import ChangeSize, CriticalAnswer, SignatureMeaning, Submission

TEMPLATE: Final = Path(__file__).with_name("report.typ")
PDF_STANDARD: Final = "a-2a"

_compiling = threading.Lock()
"""typst's compiler is not thread-safe."""


@dataclass(frozen=True, slots=True)
class PrintedSignature:
    """A signature as the page shows it; `changed` is how much the reviewer changed of the text that it stands under."""

    signer_name: str
    meaning: SignatureMeaning
    signed_at: datetime
    key_id: str
    changed: ChangeSize | None = None


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """One signed version and where anybody may check it."""

    submission: Submission
    submission_sha256: bytes
    signatures: tuple[PrintedSignature, ...]
    signed_at: datetime
    verification_code: str
    verification_url: str


class PrintingFailed(Unavailable):
    """The typesetter gave no document."""

    code = "printing_failed"
    zh, en = "报告排版失败", "The report could not be typeset"


def title_of(modality: str) -> str:
    """Return what a report of this kind of study is called."""
    return words_of(modality).title


def make_pdf(report: PrintedReport) -> bytes:
    """Return the report as PDF/A-2a, the same bytes for the same version.

    Raises
    ------
    GlyphMissing
        If the font lacks a character of the report: a page with a box in
        place of a patient's name is not made.
    PrintingFailed
        If typst refuses.

    References
    ----------
    ISO 19005-2 (PDF/A-2), conformance level A: fonts embedded, every glyph
    with its Unicode value, tagged in reading order.
    """
    data = page_data(report)
    check_glyphs(*_strings(data))
    inputs = {
        "report": json.dumps(data, ensure_ascii=False),
        "qr": _qr_svg(report.verification_url),
        "fonts": json.dumps([FONT_FAMILY, EMOJI_FAMILY]),
    }
    pdf = _compile(inputs, at=report.signed_at)
    if not isinstance(pdf, bytes):
        raise PrintingFailed
    return pdf


def _compile(inputs: dict[str, str], *, at: datetime) -> object:
    try:
        with _compiling:
            return _compiler().compile(
                format="pdf", pdf_standards=[PDF_STANDARD], timestamp=int(at.timestamp()), sys_inputs=inputs
            )
    except typst.TypstError as error:
        raise PrintingFailed from error


def page_data(report: PrintedReport) -> dict[str, Any]:
    """Return what the page shows, every value as the text it shows."""
    submission = report.submission
    words = words_of(submission.modality)
    zone = ZoneInfo(submission.clinic.time_zone)
    return {
        "title": words.title,
        "amendment": _amendment(submission),
        "is_critical": submission.critical is CriticalAnswer.PRESENT,
        "template": f"{submission.template.key} / {submission.template.version}" if submission.template else "",
        "title_en": words.title_en,
        "department": submission.department,
        "clinic": submission.clinic.name,
        "fields": _fields(submission, kind=words.kind),
        "clinical_question": submission.clinical_question,
        "findings_label": words.findings,
        "findings": submission.findings.split("\n"),
        "impression": submission.impression.split("\n"),
        "signatures": [_signature(signature, zone) for signature in report.signatures],
        "version": f"第 {submission.version} 版 · {VERSIONS[submission.kind]}",
        "code": report.verification_code,
        "url": report.verification_url,
        "images": len(submission.manifest),
        "sha256": report.submission_sha256.hex(),
        "identity": " · ".join(
            filter(None, (str(shown_name(submission.patient.name)), submission.patient.patient_id, _orders(submission)))
        ),
        "signed_on": _local(report.signed_at, zone),
    }


def _amendment(submission: Submission) -> dict[str, str] | None:
    follows, said = submission.follows, AMENDMENTS.get(submission.kind)
    if follows is None or said is None:
        return None
    title, title_en, what, what_en = said
    return {
        "kind": submission.kind.value,
        "title": title,
        "title_en": title_en,
        "what": what.format(version=follows.version),
        "what_en": what_en.format(version=follows.version),
        "reason": follows.reason,
    }


def _fields(submission: Submission, *, kind: str) -> list[list[str]]:
    patient, name = submission.patient, shown_name(submission.patient.name)
    dates = _joined(_day(study.study_date) for study in submission.studies)
    rows = [
        ("姓名", "Name", name.main),
        ("性别", "Sex", SEXES.get(patient.sex, "未提供")),
        (
            "出生日期",
            "Date of birth",
            _birth(patient.birth_date, submission.studies[0].study_date if submission.studies else ""),
        ),
        ("患者编号", "Patient ID", patient.patient_id),
        ("检查单号", "Accession no.", _orders(submission)),
        ("检查日期", "Study date", dates),
        ("检查类型", "Modality", kind),
        ("检查部位", "Body part", shown_body_part(submission.body_part)),
        ("送检机构", "Referring clinic", submission.clinic.name),
        ("检查描述", "Description", _joined(study.study_description for study in submission.studies)),
    ]
    shown = [[label, label_en, value or "—", ""] for label, label_en, value in rows]
    shown[0][3] = name.other
    return shown


def _signature(signature: PrintedSignature, zone: ZoneInfo) -> dict[str, str]:
    role, role_en, meaning, meaning_en = MEANINGS[signature.meaning]
    return {
        "role": role,
        "role_en": role_en,
        "name": signature.signer_name,
        "meaning": f"{meaning} {meaning_en}",
        "at": _local(signature.signed_at, zone),
        "key": signature.key_id,
        "changed": CHANGES[signature.changed] if signature.changed else "",
    }


def _orders(submission: Submission) -> str:
    return submission.accession_number or _joined(study.accession_number for study in submission.studies)


def _joined(values: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(value for value in values if value))


def _local(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %z")


def _day(value: str) -> str:
    return f"{value[:4]}-{value[4:6]}-{value[6:]}" if len(value) == 8 and value.isdigit() else value


def _birth(born: date | None, study_date: str) -> str:
    if born is None:
        return ""
    age = _age(born, study_date)
    return f"{born.isoformat()}（{age}）" if age else born.isoformat()


def _age(born: date, study_date: str) -> str:
    """Return the age on the day of the study, in the unit that a paediatrician would use."""
    try:
        then = datetime.strptime(study_date, "%Y%m%d").date()  # noqa: DTZ007 (a DICOM DA is a day on the wall)
    except ValueError:
        return ""
    months = (then.year - born.year) * 12 + then.month - born.month - (then.day < born.day)
    if then < born or months >= 130 * 12:
        return ""
    if months < 1:
        return f"{(then - born).days} 天"
    return f"{months} 月龄" if months < 24 else f"{months // 12} 岁"


def _strings(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in _strings(value)]
    if isinstance(data, Sequence):
        return [text for value in data for text in _strings(value)]
    return []


def _qr_svg(url: str) -> str:
    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        picture, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return picture.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONT_FILE.parent), str(EMOJI_FILE.parent)],
    )
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts)
