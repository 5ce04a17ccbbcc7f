"""A text document that tests may vary."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from teleread.dicom.reporting.contents import InstanceRead, Predecessor, Signer, TextDocument
from teleread.reports.report import ReportKind, SignatureMeaning

SIGNED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRST = UUID("018f3f6e-0000-7000-8000-000000000001")
SECOND = UUID("018f3f6e-0000-7000-8000-000000000009")
READING = UUID("018f3f6e-0000-7000-8000-000000000002")
STUDY = "1.2.826.0.1.3680043.8.498.1"
DX = "1.2.840.10008.5.1.4.1.1.1.1"

AUTHOR = Signer("李明", SignatureMeaning.AUTHORED, SIGNED_AT - timedelta(minutes=5))
REVIEWER = Signer("欧阳海", SignatureMeaning.REVIEWED, SIGNED_AT)
ALONE = Signer("李明", SignatureMeaning.AUTHORED_AND_APPROVED, SIGNED_AT)


def a_document(**values: Any) -> TextDocument:
    defaults: dict[str, Any] = {
        "report_id": FIRST,
        "reading_id": READING,
        "version": 1,
        "kind": ReportKind.FINAL,
        "title": "远程影像诊断报告",
        "modality": "xray",
        "body_part": "CHEST",
        "department": "县人民医院 影像科",
        "clinical_question": "咳嗽两周",
        "accession_number": "QS2026030001",
        "findings": "双肺纹理清晰。\n心影不大。",
        "impression": "心肺膈未见明显异常。",
        "signers": (AUTHOR, REVIEWER),
        "signed_at": SIGNED_AT,
        "read": (InstanceRead(STUDY, "1.2.3", DX, "1.2.3.4"), InstanceRead(STUDY, "1.2.3", DX, "1.2.3.5")),
    }
    return TextDocument(**{**defaults, **values})


def a_later(kind: ReportKind, **values: Any) -> TextDocument:
    """The version after the first."""
    return a_document(
        report_id=SECOND, version=2, kind=kind, follows=Predecessor(FIRST, 1, "左右写反，应为右侧"), **values
    )
