"""Keep a reader's hanging rules."""

from collections.abc import Sequence
from datetime import datetime

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.database import Database, transaction
from teleread.hanging.records import load_rules, save_rules
from teleread.hanging.rule import HangingRule, Rules, revised


def change_rules(
    database: Database, rules: Sequence[HangingRule], *, account: Account, at: datetime, revision: int
) -> Rules:
    """Keep a person's own rules, made over those of a revision.

    Raises
    ------
    RulesChangedElsewhere, RulesRefused
        If the person changed them in another window, or these are no rules.
    """
    with transaction(database) as session:
        kept = revised(load_rules(session, account_id=account.id), rules, revision=revision)
        save_rules(session, kept, account_id=account.id, at=at)
        record(
            session,
            "hanging_rules.changed",
            at=at,
            account_id=account.id,
            clinic_id=None,
            subject_kind="account",
            subject_id=account.id,
            rules=len(kept.rules),
        )
    return kept
