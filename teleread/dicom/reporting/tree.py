"""What the document says, as a tree of content items.

References
----------
PS3.16 TID 2000 (Basic Diagnostic Imaging Report), TID 1001, 1002 and 1003
(observers), TID 1204 (language), CID 7001 (headings), CID 7002 (elements),
CID 7453 (roles in a procedure); PS3.3 A.35.1.3 (what a Basic Text SR may hold).
"""

from typing import Final

from pydicom.dataset import Dataset

from teleread.dicom.encapsulate import REPORT_TITLES
from teleread.dicom.evidence.names import person_name
from teleread.dicom.reporting.contents import Signer, TextDocument
from teleread.dicom.reporting.items import HAS_CONTEXT, HAS_MODIFIER, Triple, coded, container, line, person, text
from teleread.reports.report import ReportKind, SignatureMeaning

LANGUAGE: Final = ("121049", "DCM", "Language of Content Item and Descendants")
CHINESE: Final = ("zh-CN", "RFC5646", "Chinese (China)")
OBSERVER_TYPE: Final = ("121005", "DCM", "Observer Type")
PERSON: Final = ("121006", "DCM", "Person")
OBSERVER_NAME: Final = ("121008", "DCM", "Person Observer Name")
OBSERVER_ORGANIZATION: Final = ("121009", "DCM", "Person Observer's Organization Name")
ROLE_IN_PROCEDURE: Final = ("121011", "DCM", "Person Observer's Role in this Procedure")
ROLES: Final = {
    SignatureMeaning.AUTHORED: ("121097", "DCM", "Recording"),
    SignatureMeaning.REVIEWED: ("121098", "DCM", "Verifying"),
    SignatureMeaning.AUTHORED_AND_APPROVED: ("121097", "DCM", "Recording"),
}

ADDENDUM: Final = ("55107-7", "LN", "Addendum")
REQUEST: Final = ("55115-0", "LN", "Request")
FINDINGS: Final = ("59776-5", "LN", "Findings")
IMPRESSIONS: Final = ("19005-8", "LN", "Impressions")
CRITICAL_RESULTS: Final = ("73568-8", "LN", "Communication of Critical Results")

SUMMARY: Final = ("55112-7", "LN", "Summary")
FINDING: Final = ("121071", "DCM", "Finding")
IMPRESSION: Final = ("121073", "DCM", "Impression")
CONCLUSION: Final = ("121077", "DCM", "Conclusion")

KINDS: Final = {"addendum": "补充报告 Addendum", "correction": "更正报告 Correction", "recall": "撤回通知 Recall"}
CRITICAL: Final = {
    True: "存在危急值，已按流程另行通报 A critical finding is present; it is communicated apart",
    False: "未发现危急值 No critical finding",
}


def content_tree(document: TextDocument) -> Dataset:
    """Return the root of the content tree.

    Findings and impression stand each under a heading and never twice. Before
    them stands why a version follows another, so that nobody reads the text of
    a correction without knowing that it is one.
    """
    return container(
        (REPORT_TITLES[document.modality][0], "LN", REPORT_TITLES[document.modality][1]),
        [
            coded(LANGUAGE, CHINESE, relationship=HAS_MODIFIER),
            *(item for signer in document.signers for item in _observer(document, signer)),
            *_sections(document),
        ],
        relationship=None,
    )


def _observer(document: TextDocument, signer: Signer) -> list[Dataset]:
    items = [
        coded(OBSERVER_TYPE, PERSON, relationship=HAS_CONTEXT),
        person(OBSERVER_NAME, person_name(signer.name), relationship=HAS_CONTEXT),
    ]
    if document.department.strip():
        items.append(line(OBSERVER_ORGANIZATION, document.department, relationship=HAS_CONTEXT))
    return [*items, coded(ROLE_IN_PROCEDURE, ROLES[signer.meaning], relationship=HAS_CONTEXT)]


def _sections(document: TextDocument) -> list[Dataset]:
    sections: list[tuple[Triple, Triple, str]] = [
        (ADDENDUM if document.kind is ReportKind.ADDENDUM else SUMMARY, SUMMARY, _why(document)),
        (REQUEST, REQUEST, document.clinical_question),
        (FINDINGS, FINDING, document.findings),
        (IMPRESSIONS, IMPRESSION, document.impression),
        (CRITICAL_RESULTS, CONCLUSION, "" if document.is_critical is None else CRITICAL[document.is_critical]),
    ]
    return [container(heading, [text(name, said)]) for heading, name, said in sections if said.strip()]


def _why(document: TextDocument) -> str:
    follows = document.follows
    if follows is None:
        return ""
    kind = KINDS.get(document.kind.value, document.kind.value)
    now, before = document.version, follows.version
    head = f"{kind}：第 {now} 版，接第 {before} 版 Version {now} after {before}"
    return f"{head}\n{follows.reason}" if follows.reason else head
