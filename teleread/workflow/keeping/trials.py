"""Call the ends of routes that an admin wants tried: from here reports will go, so from here they are called."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from teleread.clinics.trial_records import end_trial, find_trial_to_make
from teleread.clinics.way_home import Trial
from teleread.database import Database, snapshot, transaction
from teleread.errors import TelereadError
from teleread.reports.delivery import check_destination
from teleread.views.sending import Destination, load_destination
from teleread.workflow.journey.outlets import Failure, Sender, Sent, trial_of
from teleread.workflow.keeping.each import where

TRIAL_TIMEOUT: Final = timedelta(seconds=10)
"""An admin waits for the answer."""


def make_trials(database: Database, sender: Sender, *, at: datetime) -> int:
    """Make one trial if one is asked for, note what came of it, and return how many were made."""
    with snapshot(database) as session:
        trial = find_trial_to_make(session)
        if trial is None:
            return 0
        destination = load_destination(session, trial.route_id)
    result = _call(destination, sender)
    done = replace(trial, ended_at=max(at, trial.asked_at), succeeded=isinstance(result, Sent), detail=result.detail)
    _keep(database, done)
    return 1


def _keep(database: Database, trial: Trial) -> None:
    with transaction(database) as session:
        end_trial(session, trial)


def _call(destination: Destination, sender: Sender) -> Sent | Failure:
    try:
        check_destination(destination.route_clinic_id, destination.device_clinic_id or destination.route_clinic_id)
        return trial_of(destination.kind)(destination, sender)
    except TelereadError as refusal:
        return Failure(f"{refusal.message_zh()} {refusal.message_en()}")
    except Exception as failure:  # noqa: BLE001  (whatever it is, the admin who waits is told)
        return Failure("意外错误 Unexpected: {failure} ({place})".format(**where(failure)))
