"""A gateway says in the database that it is there, and whether it can keep what is sent."""

from uuid import UUID

from teleread.archive.intake import FORGOTTEN_AFTER, Intake
from teleread.archive.intake_records import forget_intakes, remove_intake, save_intake
from teleread.database import Database, transaction


def say(database: Database, intake: Intake) -> None:
    """Keep what a gateway says now; raises DatabaseUnavailable."""
    with transaction(database) as session:
        save_intake(session, intake)
        forget_intakes(session, silent_since=intake.said_at - FORGOTTEN_AFTER)


def say_goodbye(database: Database, intake_id: UUID) -> None:
    """Forget a gateway that ends; raises DatabaseUnavailable."""
    with transaction(database) as session:
        remove_intake(session, intake_id)
