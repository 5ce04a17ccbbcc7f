"""What a text says against what is known: the other side of the body, or an organ that the other sex has.

Found contradictions are pointed out before a signature and confirmed by the
signer; they refuse nothing, because a text about both sides, or about a person
whose sex was recorded wrongly, may be right.

A side counts where it is a side of the body: the 左 of 左心室, of a left shift or
of a position is none. "未见右侧骨折" on a film of the left still speaks of the
wrong side, so a negation excuses no side; saying that the other side was
compared with, or not examined, does. A negation before an organ does excuse it
("未探及子宫"), one after it does not ("前列腺未见异常").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Side(StrEnum):
    """A side of the body, as Laterality (0020,0060) has it."""

    RIGHT = "R"
    LEFT = "L"


class ContradictionKind(StrEnum):
    """Against what the text speaks."""

    SIDE_OF_SERIES = "side_of_series"
    SIDE_OF_ORDER = "side_of_order"
    SIDE_OF_FINDINGS = "side_of_findings"
    ORDER_AGAINST_SERIES = "order_against_series"
    SEX = "sex"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known without the text.

    Parameters
    ----------
    laterality
        Laterality, or Image Laterality, of every Series read; empty text where a Series has none.
    order
        Body part and question of the order, or the Body Part Examined.
    sex
        "M", "F", "O" or empty.
    """

    laterality: tuple[str, ...] = ()
    order: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One contradiction; `start` and `end` are code points of the field, both 0 where no text is meant."""

    kind: ContradictionKind
    field: str
    start: int
    end: int
    words: str
    zh: str
    en: str


OTHER_SIDE: Final = {Side.RIGHT: Side.LEFT, Side.LEFT: Side.RIGHT}
_NAMES: Final = {Side.RIGHT: ("右侧", "right"), Side.LEFT: ("左侧", "left")}

_NO_SIDE_BEFORE = r"(?<![向往朝偏自由左右])"
_NO_SIDE_AFTER = (
    r"(?!心|室|房|前分支|后分支|束支|主干|冠|回旋|前降|偏|移|旋转|转|前斜|后斜|侧位|侧卧|斜位|利手|图|上图|下图|箭|向|"
    r"右|左|至|到|室间隔)"
)
_ZH = re.compile(rf"{_NO_SIDE_BEFORE}([左右]){_NO_SIDE_AFTER}侧?")
_EN = re.compile(
    r"(?<![a-z-])(left|right|lt|rt)\b\.?"
    r"(?!\s*(?:and|or|/)\s*(?:left|right)\b)"
    r"(?![\s-]*(?:ventric|atri|heart|bundle|anterior (?:fascicular|oblique|descending)|posterior oblique|axis|main|"
    r"coronary|circumflex|shift|lateral decubitus|decubitus|handed|ward|away|after|to left|angle))",
    re.IGNORECASE,
)
_BOTH_EN = re.compile(r"\b(?:left|right)\s*(?:and|or|/)\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[^，。；;,.!！?？\n]*")
_COMPARED = re.compile(
    r"对比|比较|相比|较(?=[左右])|较健侧|健侧|对侧|对照|未摄|未照|未检查|未扫查|未包括|不在检查|非(?=[左右])|"
    r"compared|comparison|contralateral|versus|\bvs\b|not (?:imaged|examined|included)|rather than|unlike",
    re.IGNORECASE,
)

_MALE = re.compile(
    r"前列腺(?!素)|精囊|睾丸|附睾|阴囊|阴茎|精索|"
    r"\bprostat(?:e|ic)\b|\bseminal vesicles?\b|\btest(?:is|es|icle|icles|icular)\b|\bepididym\w*|\bscrot\w+|"
    r"\bpeni(?:s|le)\b",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"子宫|卵巢|输卵管|宫颈|宫腔|阴道(?!旁)|附件区|双附件|双侧附件|妊娠|早孕|孕囊|孕周|宫内孕|胎儿|胎盘|胎心|羊水|"
    r"\buter(?:us|i|ine)\b|\bovar(?:y|ies|ian)\b|\bfallopian\b|\bcervix\b|\bvagina\w*|\bpregnan\w+|\bf(?:o?e)t(?:us|al)\b|"
    r"\bplacenta\w*|\bamniotic\b|\bgestation\w*|\bendometri\w+",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:无|未见|未探及|未显示|未及|缺如|排除|除外|否认|非|\bno|\bnot|\bwithout|\babsent|\bexclud\w+)\W{0,2}(?:\w{0,4}\s)?$",
    re.IGNORECASE,
)
_NOT_MEANT = re.compile(
    r"不适用|母亲|父亲|妻|丈夫|家族|女儿|儿子|姐|妹|兄|弟|"
    r"not applicable|\bn/a\b|mother|father|wife|husband|family|sister|brother|daughter|\bson\b",
    re.IGNORECASE,
)
_SEXES: Final = {"M": (_FEMALE, "男性", "male", "女性", "female"), "F": (_MALE, "女性", "female", "男性", "male")}

_ORGAN = (
    r"肺|肾|输尿管|乳腺|乳房|卵巢|附件|睾丸|甲状腺|叶|股骨|胫骨|腓骨|肱骨|桡骨|尺骨|锁骨|肩|肘|腕|手|髋|膝|踝|足|跟骨|"
    r"胸腔|肋|颈|颞|额|眼|耳"
)
_PAIR_ZH = re.compile(rf"(左|右|双|两)侧?({_ORGAN})")
_PAIR_EN = re.compile(
    r"\b(left|right|both|bilateral) (lung|kidney|ureter|breast|ovary|testis|lobe|femur|tibia|fibula|humerus|radius|"
    r"ulna|clavicle|shoulder|elbow|wrist|hand|hip|knee|ankle|foot|heel|rib|eye|ear)s?\b",
    re.IGNORECASE,
)


def find_contradictions(known: Known, *, findings: str, impression: str) -> tuple[Contradiction, ...]:
    """Return what the two texts say against what is known, in the order of the texts."""
    series, order = _sides_of_series(known.laterality), sides_of(known.order)
    found: list[Contradiction] = []
    if series and order and not series & order:
        zh, en = (
            "检查单侧别与影像标记的侧别不一致，请核对",
            "The order's side and the side of the pictures contradict each other",
        )
        found.append(Contradiction(ContradictionKind.ORDER_AGAINST_SERIES, "findings", 0, 0, "", zh, en))
    for field, text in (("findings", findings), ("impression", impression)):
        of_field = [*_against_sides(field, text, series, order), *_against_sex(field, text, known.sex)]
        if field == "impression":
            of_field += _against_findings(findings, impression, {each.start for each in of_field})
        found += sorted(of_field, key=lambda each: each.start)
    return tuple(found)


def sides_of(text: str) -> frozenset[Side]:
    """Return which sides of the body a text speaks of."""
    if re.search(r"双侧|两侧|双(?=[肺肾膝手足])|\bboth\b|\bbilateral\b", text, re.IGNORECASE):
        return frozenset(Side)
    return frozenset(side for side, _, _ in _mentions(text))


def _sides_of_series(laterality: tuple[str, ...]) -> frozenset[Side]:
    if any(each not in {"L", "R"} for each in laterality):
        return frozenset()  # a Series of both sides, or of none that is known, may show either
    return frozenset(Side(each) for each in laterality)


def _mentions(text: str) -> Iterator[tuple[Side, int, int]]:
    for match in _ZH.finditer(text):
        yield (Side.LEFT if match[1] == "左" else Side.RIGHT), match.start(), match.end()
    for match in _EN.finditer(text):
        if not _BOTH_EN.search(text[: match.start()]):
            yield (Side.LEFT if match[1][0] in "lL" else Side.RIGHT), match.start(), match.end()


def _against_sides(field: str, text: str, series: frozenset[Side], order: frozenset[Side]) -> Iterator[Contradiction]:
    for side, start, end in _mentions(text):
        if _COMPARED.search(_clause_of(text, start)):
            continue
        zh, en = _NAMES[side]
        for known, kind, known_zh, known_en in (
            (series, ContradictionKind.SIDE_OF_SERIES, "影像标记为", "the pictures are marked"),
            (order, ContradictionKind.SIDE_OF_ORDER, "检查单为", "the order says"),
        ):
            if known == {OTHER_SIDE[side]}:
                is_zh, is_en = _NAMES[OTHER_SIDE[side]]
                yield Contradiction(
                    kind,
                    field,
                    start,
                    end,
                    text[start:end],
                    f"文中为{zh}，{known_zh}{is_zh}",
                    f"The text says {en}, {known_en} {is_en}",
                )
                break


def _against_sex(field: str, text: str, sex: str) -> Iterator[Contradiction]:
    if sex not in _SEXES:
        return
    organs, patient_zh, patient_en, others_zh, others_en = _SEXES[sex]
    for match in organs.finditer(text):
        clause = _clause_of(text, match.start())
        before = text[: match.start()][-12:]
        if _NOT_MEANT.search(clause) or _NEGATED.search(_last_clause(before)):
            continue
        yield Contradiction(
            ContradictionKind.SEX,
            field,
            match.start(),
            match.end(),
            match[0],
            f"患者登记为{patient_zh}，文中“{match[0]}”属{others_zh}",
            f"The patient is recorded as {patient_en}; “{match[0]}” belongs to a {others_en}",
        )


def _against_findings(findings: str, impression: str, told: set[int]) -> Iterator[Contradiction]:
    """Yield where the impression has an organ's side of which the findings have only the other."""
    for pattern in (_PAIR_ZH, _PAIR_EN):
        said = {(_side_word(match[1]), match[2].casefold()) for match in pattern.finditer(findings)}
        for match in pattern.finditer(impression):
            side, organ = _side_word(match[1]), match[2].casefold()
            if side is None or match.start() in told or (None, organ) in said or (side, organ) in said:
                continue
            if (OTHER_SIDE[side], organ) in said and not _COMPARED.search(_clause_of(impression, match.start())):
                zh, en = (
                    f"意见为“{match[0]}”，所见仅描述对侧",
                    f"The impression says “{match[0]}”, the findings the other side only",
                )
                kind = ContradictionKind.SIDE_OF_FINDINGS
                yield Contradiction(kind, "impression", match.start(), match.end(), match[0], zh, en)


def _side_word(word: str) -> Side | None:
    return {"左": Side.LEFT, "右": Side.RIGHT, "left": Side.LEFT, "right": Side.RIGHT}.get(word.casefold())


def _clause_of(text: str, at: int) -> str:
    start = max((text.rfind(mark, 0, at) for mark in "，。；;,.!！?？\n"), default=-1) + 1
    rest = _CLAUSE.match(text, at)
    return text[start : rest.end() if rest else at]


def _last_clause(text: str) -> str:
    return re.split(r"[，。；;,.!！?？\n]", text)[-1]
