"""What things are called on paper: Chinese, English small beside it."""

from dataclasses import dataclass
from typing import Final

from teleread.reports.report import ChangeSize, ReportKind, SignatureMeaning


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one kind of study."""

    title: str
    title_en: str
    findings: str
    kind: str


KINDS: Final = {
    "xray": Words("远程影像诊断报告", "Remote Imaging Report", "影像所见", "X 线摄影 Radiography"),
    "ultrasound": Words("远程超声诊断报告", "Remote Ultrasound Report", "检查所见", "超声检查 Ultrasound"),
    "ecg": Words("远程心电诊断报告", "Remote ECG Report", "心电图所见", "心电图 Electrocardiogram"),
    "other": Words("远程诊断报告", "Remote Diagnostic Report", "检查所见", "其他检查 Other study"),
}
SEXES: Final = {"M": "男 M", "F": "女 F", "O": "其他 O"}
MEANINGS: Final = {
    SignatureMeaning.AUTHORED: ("报告医师", "Reported by", "撰写", "authored"),
    SignatureMeaning.REVIEWED: ("审核医师", "Reviewed by", "审核并批准", "reviewed and approved"),
    SignatureMeaning.AUTHORED_AND_APPROVED: ("签发医师", "Signed by", "撰写并批准", "authored and approved"),
}
VERSIONS: Final = {
    ReportKind.FINAL: "首次签发",
    ReportKind.ADDENDUM: "补充报告",
    ReportKind.CORRECTION: "更正报告",
    ReportKind.RECALL: "撤回通知",
}
AMENDMENTS: Final = {
    ReportKind.ADDENDUM: ("补充报告", "Addendum", "本版补充第 {version} 版", "adds to version {version}"),
    ReportKind.CORRECTION: (
        "更正报告",
        "Corrected report",
        "本版更正并取代第 {version} 版",
        "corrects and replaces version {version}",
    ),
    ReportKind.RECALL: (
        "报告撤回通知",
        "Recall of a report",
        "第 {version} 版及以前各版均已撤回，请勿再使用",
        "version {version} and those before it are recalled and must not be used",
    ),
}
CHANGES: Final = {
    ChangeSize.WORDING: "原文经审核医师修改（措辞） text reworded by the reviewer",
    ChangeSize.MINOR: "原文经审核医师修改（轻微） text changed by the reviewer, minor",
    ChangeSize.MAJOR: "原文经审核医师修改（重大） text changed by the reviewer, major",
}

BODY_PARTS: Final = {
    "ABDOMEN": "腹部",
    "ANKLE": "踝关节",
    "ARM": "上臂",
    "BREAST": "乳腺",
    "CALCANEUS": "跟骨",
    "CHEST": "胸部",
    "CLAVICLE": "锁骨",
    "CSPINE": "颈椎",
    "ELBOW": "肘关节",
    "FINGER": "手指",
    "FOOT": "足",
    "FOREARM": "前臂",
    "HAND": "手",
    "HEAD": "头部",
    "HEART": "心脏",
    "HIP": "髋关节",
    "KIDNEY": "肾脏",
    "KNEE": "膝关节",
    "LEG": "小腿",
    "LIVER": "肝脏",
    "LSPINE": "腰椎",
    "NECK": "颈部",
    "PELVIS": "骨盆",
    "RIB": "肋骨",
    "SHOULDER": "肩关节",
    "SKULL": "颅骨",
    "SPINE": "脊柱",
    "THIGH": "大腿",
    "THYROID": "甲状腺",
    "TSPINE": "胸椎",
    "UTERUS": "子宫",
    "WRIST": "腕关节",
}
"""Body Part Examined (0018,0015) of what township clinics send (PS3.16 Annex L)."""


def words_of(modality: str) -> Words:
    """Return the words of a kind of study."""
    return KINDS.get(modality, KINDS["other"])


def shown_body_part(term: str) -> str:
    """Return a body part in Chinese with the term as it came; a term that is not known stays alone."""
    known = BODY_PARTS.get(term.strip().upper())
    return f"{known} {term}" if known else term
