"""Note what was on a person's screen: nobody signs for a picture of which they saw a preview only."""

from collections.abc import Sequence
from uuid import UUID

from teleread.accounts.account import Account
from teleread.database import Database, transaction
from teleread.scope import Scope
from teleread.views.looking import load_instance_ids
from teleread.worklist.looking import Look, owed
from teleread.worklist.looking_records import load_previewed, save_previewed
from teleread.worklist.records import load_reading_for_update


def note_looks(database: Database, scope: Scope, reading_id: UUID, *, account: Account, looks: Sequence[Look]) -> None:
    """Note what a person saw of a Reading's pictures; of what is no picture of it, nothing is noted.

    Raises
    ------
    Missing
        If there is no such Reading inside the Scope.
    """
    with transaction(database) as session:
        load_reading_for_update(session, scope, reading_id)
        there = load_instance_ids(session, scope, reading_id)
        before = load_previewed(session, reading_id=reading_id, account_id=account.id)
        after: dict[UUID, frozenset[int]] = {}
        for look in looks:
            if look.instance_id in there:
                known = after.get(look.instance_id, before.get(look.instance_id, frozenset()))
                after[look.instance_id] = owed(known, look)
        changed = {key: frames for key, frames in after.items() if frames != before.get(key, frozenset())}
        if changed:
            save_previewed(session, changed, reading_id=reading_id, account_id=account.id)
