"""Query/Retrieve: a query's keys and the archive's answers.

References
----------
DICOM PS3.4 C.4.1 (C-FIND), C.6.1 and C.6.2 (Patient Root and Study Root).
"""

from pydicom.dataset import Dataset

from teleread.archive.query import MATCHED, Query, level_of
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.answering import Keys, Values, answer_to

PATIENT_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.1.1"
STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1"
PATIENT_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.1.2"
STUDY_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.2.2"
PATIENT_ROOT_GET = "1.2.840.10008.5.1.4.1.2.1.3"
STUDY_ROOT_GET = "1.2.840.10008.5.1.4.1.2.2.3"

OF_PATIENT_ROOT = frozenset({PATIENT_ROOT_FIND, PATIENT_ROOT_MOVE, PATIENT_ROOT_GET})


def read_query(identifier: Dataset, *, has_patients: bool, site_default: str | None) -> Query:
    """Return what is looked for; a key that is not matched at the level is left out.

    Raises
    ------
    LevelInvalid
        If the level is none of the information model.
    """
    keys = Keys(identifier, site_default)
    level = level_of(keys.text("QueryRetrieveLevel"), has_patients=has_patients)
    asked = {keyword: keys.text(keyword) for keyword in keys.with_values() if keyword in MATCHED[level]}
    return Query(level, asked)


def has_unmatched_keys(identifier: Dataset, query: Query, *, site_default: str | None) -> bool:
    """Say whether a key with a value was left out: the answers then say so (FF01)."""
    return not query.matches.keys() >= set(Keys(identifier, site_default).with_values())


def answer_of(values: Values, identifier: Dataset, query: Query, caller: Admitted, *, retrieve_from: str) -> Dataset:
    """Return one match as the device asked to see it.

    Parameters
    ----------
    retrieve_from
        The title at which the match can be retrieved: the one that was called.
    """
    said = {"RetrieveAETitle": retrieve_from, "InstanceAvailability": "ONLINE", "QueryRetrieveLevel": query.level.value}
    answer = answer_to(identifier, {**values, **said}, character_set=caller.character_set)
    answer.RetrieveAETitle = retrieve_from
    return answer
