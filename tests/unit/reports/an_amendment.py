"""An amendment that tests may vary, and the people before it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from teleread.reports.amendment import Amendment, AmendmentState, Party, Words
from teleread.reports.report import CriticalAnswer, ReportKind
from tests.unit.reports.a_report import AUTHOR_ID, REVIEWER_ID

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
AUTHOR = Party(AUTHOR_ID, is_signer=True, can_write=True, can_review=True)
REVIEWER = Party(REVIEWER_ID, is_signer=True, can_write=True, can_review=True)
COLLEAGUE = Party(UUID(int=0xC), can_write=True, can_review=True)
STRANGER = Party(UUID(int=0xD))
ADMIN = Party(UUID(int=0xE), is_admin=True)


def an_amendment(**values: Any) -> Amendment:
    defaults: dict[str, Any] = {
        "id": UUID(int=9),
        "reading_id": UUID(int=2),
        "clinic_id": UUID(int=3),
        "kind": ReportKind.CORRECTION,
        "follows_id": UUID(int=4),
        "follows_version": 1,
        "author_id": AUTHOR_ID,
        "state": AmendmentState.DRAFTING,
        "opened_at": AT,
        "state_since": AT,
        "reason": "左右写反",
        "words": Words("右侧第5肋骨折。", "右侧肋骨骨折。"),
        "critical": CriticalAnswer.NONE,
        "keeps_evidence": True,
        "submission_id": None,
        "report_id": None,
        "remark": "",
        "remark_by": None,
        "revision": 1,
    }
    return Amendment(**{**defaults, **values})
