"""The orders that a device's worklist query asks for."""

from uuid import UUID

from teleread.clinics.records import load_aes
from teleread.database import Session
from teleread.scope import Scope
from teleread.worklist.modality_worklist import Worklist, WorklistKeys, bounds, check_keys, is_on_station, is_wanted
from teleread.worklist.performed import StepState
from teleread.worklist.performed_records import load_step_states
from teleread.worklist.request_records import load_open_requests

ANSWERS_AT_MOST = 500
LOOKED_AT_MOST = 5000
"""Open orders of a clinic that one query compares; a narrower date makes them fewer."""


def find_worklist(session: Session, scope: Scope, clinic_id: UUID, keys: WorklistKeys, *, time_zone: str) -> Worklist:
    """Return a clinic's open orders that match and that no device has completed, newest first.

    Parameters
    ----------
    time_zone
        By whose wall clock the dates are asked for.

    Raises
    ------
    KeyInvalid
        If a key cannot be matched.
    """
    wanted = check_keys(keys)
    if not is_on_station(wanted, {ae.ae_title for ae in load_aes(session, scope) if ae.clinic_id == clinic_id}):
        return Worklist((), is_whole=True)
    since, until = bounds(wanted, time_zone)
    looked_at = load_open_requests(session, scope, clinic_id, since=since, until=until, limit=LOOKED_AT_MOST + 1)
    matches = [each for each in looked_at[:LOOKED_AT_MOST] if is_wanted(each, wanted, time_zone=time_zone)]
    steps = load_step_states(session, scope, clinic_id)
    left = [each for each in matches if StepState.COMPLETED not in steps.get(each.id, ())]
    begun = frozenset(each.id for each in left if StepState.IN_PROGRESS in steps.get(each.id, ()))
    is_whole = len(looked_at) <= LOOKED_AT_MOST and len(left) <= ANSWERS_AT_MOST
    return Worklist(tuple(left[:ANSWERS_AT_MOST]), is_whole=is_whole, begun_ids=begun)
