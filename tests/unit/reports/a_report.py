"""A submission that tests may vary."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from teleread.reports.report import (
    Author,
    ClinicAsShown,
    ManifestEntry,
    PatientAsShown,
    ReportKind,
    StudyAsRead,
    Submission,
)

AUTHOR_ID = UUID(int=0xA)
REVIEWER_ID = UUID(int=0xB)


def a_submission(**values: Any) -> Submission:
    defaults: dict[str, Any] = {
        "id": UUID(int=1),
        "reading_id": UUID(int=2),
        "number": 1,
        "version": 1,
        "kind": ReportKind.FINAL,
        "clinic": ClinicAsShown(UUID(int=3), "青山镇卫生院", "Asia/Shanghai"),
        "department": "县人民医院 影像科",
        "patient": PatientAsShown("张䶮", "QS0001", date(1958, 4, 9), "F"),
        "modality": "xray",
        "body_part": "CHEST",
        "clinical_question": "咳嗽两周",
        "accession_number": "QS2026030001",
        "studies": (StudyAsRead("1.2.3", "QS2026030001", "20260302", "胸部正位"),),
        "findings": "双肺纹理清晰。",
        "impression": "心肺膈未见明显异常。",
        "author": Author(AUTHOR_ID, "李明"),
        "manifest": (ManifestEntry("1.2.3.4", "ab" * 32),),
        "submitted_at": datetime(2026, 3, 2, 8, 0, 0, 250_000, tzinfo=UTC),
    }
    return Submission(**{**defaults, **values})
