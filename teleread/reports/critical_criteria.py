"""What counts as critical: a list per province, as shipped or as an admin made it.

The shipped list is a proposal. It follows what is usual in the critical-value
lists of Chinese hospitals; which of it binds in a province, and in this
hospital, is the department's and the medical affairs office's to confirm.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from teleread.errors import Conflict, Invalid
from teleread.reports.critical_plan import GUIZHOU

MODALITIES: Final = frozenset({"xray", "ultrasound", "ecg", "other"})
MOST_CRITERIA: Final = 300

TO_BE_CONFIRMED: Final = "待科室确认 To be confirmed by the department"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is critical in one kind of study.

    Parameters
    ----------
    key
        Names it for ever; a finding keeps it with the words as they were.
    source
        Where it comes from, or that the department has still to confirm it.
    """

    key: str
    modality: str
    zh: str
    en: str
    source: str = TO_BE_CONFIRMED


@dataclass(frozen=True, slots=True)
class Criteria:
    """The list of a province; revision 0 is what is shipped."""

    province: str
    criteria: tuple[Criterion, ...]
    revision: int = 0

    def of_modality(self, modality: str) -> tuple[Criterion, ...]:
        """Return what is critical in one kind of study."""
        return tuple(each for each in self.criteria if each.modality == modality)

    def find(self, key: str) -> Criterion:
        """Return the criterion of a key; raises CriterionUnknown."""
        for each in self.criteria:
            if each.key == key:
                return each
        raise CriterionUnknown


class CriterionUnknown(Invalid):
    """No such criterion for the clinic's province, or it is of another kind of study."""

    code = "criterion_unknown"
    zh, en = "危急值标准中没有该条目，请刷新后重选", "The criteria have no such entry; load them anew"


class CriteriaRefused(Invalid):
    """The list cannot be right; `reason` says why."""

    code = "criteria_refused"
    zh, en = "{reason_zh}", "{reason}"


class CriteriaChangedElsewhere(Conflict):
    """Somebody else saved the province's list meanwhile."""

    code = "criteria_changed_elsewhere"
    zh, en = "他人已修改该省的危急值标准，请刷新后再改", "Somebody else changed the criteria; load them anew"


def _list(modality: str, *lines: tuple[str, str, str]) -> tuple[Criterion, ...]:
    return tuple(Criterion(f"{modality}.{key}", modality, zh, en) for key, zh, en in lines)


SHIPPED: Final = (
    *_list(
        "xray",
        ("tension_pneumothorax", "张力性气胸，或大量气胸（肺压缩 ≥ 50%）", "Tension or large pneumothorax (≥ 50 %)"),
        ("haemopneumothorax", "大量血气胸、大量胸腔积液伴纵隔移位", "Large haemopneumothorax or effusion with shift"),
        ("mediastinal_emphysema", "纵隔气肿", "Pneumomediastinum"),
        ("airway_foreign_body", "气管、支气管异物", "Foreign body of the airway"),
        ("pulmonary_oedema", "急性肺水肿", "Acute pulmonary oedema"),
        (
            "wide_mediastinum",
            "纵隔明显增宽，疑主动脉夹层或破裂",
            "Wide mediastinum, aortic dissection or rupture suspected",
        ),
        ("free_air", "膈下游离气体（消化道穿孔）", "Free air under the diaphragm (perforation)"),
        ("bowel_obstruction", "急性完全性肠梗阻、肠套叠", "Acute complete bowel obstruction, intussusception"),
        (
            "oesophageal_foreign_body",
            "食管尖锐异物或纽扣电池",
            "Sharp foreign body or button battery in the oesophagus",
        ),
        ("spine_fracture", "脊柱骨折脱位，疑脊髓受压", "Spinal fracture dislocation, cord compression suspected"),
        ("pelvic_fracture", "不稳定骨盆骨折", "Unstable pelvic fracture"),
        ("skull_fracture", "颅骨凹陷骨折、颅内积气", "Depressed skull fracture, intracranial air"),
        ("misplaced_tube", "导管、插管误入危险位置", "Tube or line in a dangerous position"),
    ),
    *_list(
        "ultrasound",
        (
            "organ_rupture",
            "外伤性肝、脾、肾破裂并腹腔积血",
            "Traumatic rupture of liver, spleen or kidney with free blood",
        ),
        ("ectopic_rupture", "宫外孕破裂并腹腔积血", "Ruptured ectopic pregnancy with free blood"),
        ("placental_abruption", "胎盘早剥、完全性前置胎盘并出血", "Placental abruption, or bleeding placenta praevia"),
        ("fetal_distress", "胎心 < 100 或 > 180 次/分、胎心消失", "Fetal heart rate < 100 or > 180/min, or none"),
        ("oligohydramnios", "羊水过少并胎儿呼吸窘迫征象", "Oligohydramnios with signs of fetal distress"),
        ("uterine_rupture", "子宫破裂", "Uterine rupture"),
        ("tamponade", "大量心包积液、心脏压塞", "Large pericardial effusion, tamponade"),
        ("aortic_dissection", "主动脉夹层、动脉瘤先兆破裂", "Aortic dissection or impending aneurysm rupture"),
        ("cardiac_thrombus", "心腔内游离血栓、左房球形血栓", "Free thrombus in the heart"),
        ("cholangitis", "急性化脓性梗阻性胆管炎、胆囊穿孔", "Acute obstructive cholangitis, perforated gallbladder"),
        ("pancreatitis", "急性坏死性胰腺炎", "Acute necrotising pancreatitis"),
        ("torsion", "睾丸或卵巢扭转", "Torsion of testis or ovary"),
        ("venous_thrombosis", "下肢深静脉新鲜或游离血栓", "Fresh or floating thrombus of a deep leg vein"),
        ("acute_ischaemia", "急性肢体动脉栓塞", "Acute arterial occlusion of a limb"),
    ),
    *_list(
        "ecg",
        ("arrest", "心脏停搏、心室停顿 > 3 秒", "Asystole or a pause of > 3 s"),
        ("ventricular_fibrillation", "心室颤动、心室扑动", "Ventricular fibrillation or flutter"),
        (
            "ventricular_tachycardia",
            "持续性室性心动过速、多源性室速、尖端扭转",
            "Sustained or polymorphic ventricular tachycardia",
        ),
        (
            "acute_infarction",
            "急性心肌梗死（含 ST 段抬高及等同改变）",
            "Acute myocardial infarction (STEMI or equivalent)",
        ),
        ("acute_ischaemia", "急性心肌缺血（新发 ST 段明显压低）", "Acute ischaemia (new marked ST depression)"),
        ("complete_block", "三度房室传导阻滞、高度房室传导阻滞", "Third-degree or high-grade AV block"),
        ("severe_bradycardia", "严重心动过缓（心室率 < 35 次/分）", "Severe bradycardia (< 35/min)"),
        ("severe_tachycardia", "严重心动过速（心室率 > 180 次/分）", "Severe tachycardia (> 180/min)"),
        (
            "preexcited_af",
            "心房颤动伴预激、最短 RR ≤ 250 毫秒",
            "Pre-excited atrial fibrillation, shortest RR ≤ 250 ms",
        ),
        ("long_qt", "QTc ≥ 550 毫秒、R-on-T 型室性早搏", "QTc ≥ 550 ms, or R-on-T ventricular ectopy"),
        ("potassium", "疑严重高钾或低钾血症的心电图改变", "ECG of severe hyper- or hypokalaemia"),
        ("pacemaker_failure", "起搏器失夺获或感知不良致长间歇", "Pacemaker failure with long pauses"),
        ("pulmonary_embolism", "疑急性肺栓塞", "Acute pulmonary embolism suspected"),
    ),
    *_list("other", ("life_threatening", "其他危及生命、须立即处置的发现", "Another life-threatening finding")),
    Criterion("xray.other", "xray", "其他危及生命、须立即处置的发现", "Another life-threatening finding"),
    Criterion("ultrasound.other", "ultrasound", "其他危及生命、须立即处置的发现", "Another life-threatening finding"),
    Criterion("ecg.other", "ecg", "其他危及生命、须立即处置的发现", "Another life-threatening finding"),
)


def shipped(province: str = GUIZHOU) -> Criteria:
    """Return the shipped list as a province's own, until somebody there edits it."""
    return Criteria(province, SHIPPED)


def revised(kept: Criteria, criteria: Sequence[Criterion], *, revision: int) -> Criteria:
    """Return the province's list with these in place of the kept ones.

    Raises
    ------
    CriteriaChangedElsewhere
        If they were made over another revision than the kept one.
    CriteriaRefused
        If one lacks its words, a key stands twice, or there are too many.
    """
    if revision != kept.revision:
        raise CriteriaChangedElsewhere
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        raise CriteriaRefused(reason="A list has 1 to 300 criteria", reason_zh="标准须有 1 至 300 条")
    tidy = tuple(map(_tidy, criteria))
    if len({each.key for each in tidy}) != len(tidy):
        raise CriteriaRefused(reason="A key stands twice", reason_zh="条目代码重复")
    return Criteria(kept.province, tidy, kept.revision + 1)


def _tidy(criterion: Criterion) -> Criterion:
    key = criterion.key.strip()
    if not re.fullmatch(r"[a-z0-9][a-z0-9_.-]{0,63}", key):
        raise CriteriaRefused(
            reason="A key has 1 to 64 small letters, digits or . _ -",
            reason_zh="条目代码须为 1 至 64 个小写字母、数字或 . _ -",
        )
    zh, en = criterion.zh.strip(), criterion.en.strip()
    if criterion.modality not in MODALITIES or not zh or not en:
        raise CriteriaRefused(
            reason="A criterion has a modality and words in both languages",
            reason_zh="每条标准须有检查类型和中英文文字",
        )
    return replace(criterion, key=key, zh=zh, en=en, source=criterion.source.strip() or TO_BE_CONFIRMED)
