"""Names are put under keys behind their arrival: whoever receives an Instance does not wait for it."""

from teleread.archive.name_key_records import load_unkeyed_names, save_name_keys
from teleread.archive.name_keys import keys_of
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot, transaction

AT_ONCE = 200


def key_names(database: Database) -> int:
    """Put some names that arrived under their keys; return how many. Until then they are found as well, by looking."""
    with snapshot(database) as session:
        names = load_unkeyed_names(session, system_scope(), limit=AT_ONCE)
    keys = {name: keys_of(name.patient_name) for name in names}
    if not keys:
        return 0
    with transaction(database) as session:
        return save_name_keys(session, system_scope(), keys)
