"""Is this the person we know under that Patient ID? Never a silent merge.

Devices without a worklist number everyone 0001, so an equal identifier is only
half a match: name, sex and birth date must not contradict, and something of
them must agree.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from uuid import UUID

from teleread.archive.arrival import ArrivedPatient
from teleread.archive.study import LOST_ON_THE_WAY, NameStanding


@dataclass(frozen=True, slots=True)
class KnownPatient:
    """A Patient row as a rule sees it; `study_uids` are of the Studies under it."""

    id: UUID
    patient: ArrivedPatient
    study_uids: frozenset[str]


@dataclass(frozen=True, slots=True)
class PatientDecision:
    """Whose the arrival is: a known Patient, or a new one; and whom it contradicts."""

    known_id: UUID | None
    contradicts_id: UUID | None = None


class _Names(Enum):
    SAME = "same"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"


def decide_patient(
    arrived: ArrivedPatient, known: Sequence[KnownPatient], *, study_instance_uid: str
) -> PatientDecision:
    """Decide which Patient an arrival belongs to.

    - The Patient that the same Study brought before with the very same
      demographics, whatever of them is missing or lost.
    - With Patient ID and name: the Patient of the same issuer and ID who agrees
      with it, an identical one before the oldest. If the ID is known and nobody
      agrees, a new Patient and a task for a person.
    - Without an ID or without a name: a new one, so that two unidentified people
      are never one.

    Parameters
    ----------
    known
        Patients of the same clinic, issuer and Patient ID, oldest first.
    """
    of_same_study = _of_same_study(arrived, known, study_instance_uid)
    if of_same_study is not None or not is_identified(arrived):
        return PatientDecision(of_same_study)
    rivals = [one for one in known if is_identified(one.patient)]
    agreeing = [one for one in rivals if agree(arrived, one.patient)]
    identical = [one for one in agreeing if _demographics(one.patient) == _demographics(arrived)]
    for one in (*identical, *agreeing):
        return PatientDecision(one.id)
    return PatientDecision(None, contradicts_id=rivals[0].id if rivals else None)


def is_identified(patient: ArrivedPatient) -> bool:
    """Say whether there is both a Patient ID and a name to know somebody by."""
    return bool(patient.patient_id) and bool(_forms(patient.patient_name))


def completed(known: ArrivedPatient, arrived: ArrivedPatient) -> ArrivedPatient:
    """Fill in what a Patient's earlier arrivals left out, and believe an exact name over a guess."""
    standing = known.name_standing
    if known.patient_name == arrived.patient_name and arrived.name_standing is NameStanding.EXACT:
        standing = NameStanding.EXACT if standing is NameStanding.GUESSED else standing
    birth_date, sex = known.patient_birth_date or arrived.patient_birth_date, known.patient_sex or arrived.patient_sex
    return replace(known, name_standing=standing, patient_birth_date=birth_date, patient_sex=sex)


def agree(one: ArrivedPatient, other: ArrivedPatient) -> bool:
    """Say whether two identified descriptions may be of one person.

    Symmetric. Sex and birth date contradict only if both sides give them; names
    are compared in the same script, ideographs before their transcription
    (王秀英 and 王秀莹 are both Wang^Xiuying). Names that cannot be compared agree
    only if sex and birth date are given and equal; one that lost a character
    before it was sent cannot, not even with its like.
    """
    if _differ(one.patient_sex, other.patient_sex) or _differ(one.patient_birth_date, other.patient_birth_date):
        return False
    names = _compare_names(one, other)
    if names is _Names.INCOMPARABLE:
        return _same_and_given(one, other)
    return names is _Names.SAME


def _of_same_study(arrived: ArrivedPatient, known: Sequence[KnownPatient], uid: str) -> UUID | None:
    for one in known:
        if uid in one.study_uids and _demographics(one.patient) == _demographics(arrived):
            return one.id
    return None


def _demographics(patient: ArrivedPatient) -> tuple[object, ...]:
    return (patient.patient_name_bytes, patient.patient_birth_date, patient.patient_sex)


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other


def _same_and_given(one: ArrivedPatient, other: ArrivedPatient) -> bool:
    given = one.patient_sex and one.patient_birth_date
    return bool(given) and (one.patient_sex, one.patient_birth_date) == (other.patient_sex, other.patient_birth_date)


def _compare_names(one: ArrivedPatient, other: ArrivedPatient) -> _Names:
    if _lost_on_the_way(one) or _lost_on_the_way(other):
        return _Names.INCOMPARABLE
    if one.patient_name_bytes == other.patient_name_bytes:
        return _Names.SAME
    if NameStanding.LOSSY in {one.name_standing, other.name_standing}:
        return _Names.INCOMPARABLE
    forms, others = _forms(one.patient_name), _forms(other.patient_name)
    for script in ("ideographic", "alphabetic"):
        if script in forms and script in others:
            return _Names.SAME if forms[script] == others[script] else _Names.DIFFERENT
    return _Names.INCOMPARABLE


def _lost_on_the_way(patient: ArrivedPatient) -> bool:
    return not LOST_ON_THE_WAY.isdisjoint(patient.patient_name)


def _forms(name: str) -> dict[str, str]:
    """Return the letters of a name by script; the phonetic group says nothing new."""
    forms: dict[str, str] = {}
    for group in name.split("=")[:2]:
        folded = unicodedata.normalize("NFKC", group).casefold()
        letters = "".join(character for character in folded if character.isalnum())
        if letters:
            forms.setdefault("alphabetic" if _is_alphabetic(letters) else "ideographic", letters)
    return forms


def _is_alphabetic(letters: str) -> bool:
    return not any(unicodedata.category(character) == "Lo" for character in letters)
