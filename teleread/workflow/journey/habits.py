"""Who sends what is here already: asked about before the store, so that nothing is written twice.

A device repeats itself by whole studies, after an association that broke off.
So the first Instance of an association is looked for before it is written, and
so is every one after one that was here; after one that was new the next is
taken to be new as well. Filing decides in any case: where the guess is wrong,
an object was written in vain and is removed again.
"""

from uuid import UUID

from teleread.dicom.association.admission import Admitted
from teleread.workflow.journey.arriving import Outcome


class Habits:
    """What the last arrival of each AE or person was; safe to use from any thread."""

    def __init__(self) -> None:
        self._send_news: set[UUID | None] = set()

    def begin(self, admitted: Admitted) -> None:
        """Expect nothing of an AE that has associated again."""
        self._send_news.discard(_sender(admitted))

    def may_repeat(self, admitted: Admitted) -> bool:
        """Say whether what an AE sends next should be looked for before it is written."""
        return _sender(admitted) not in self._send_news

    def note(self, admitted: Admitted, outcome: Outcome) -> None:
        """Take note of what became of an arrival."""
        if outcome is Outcome.KEPT:
            self._send_news.add(_sender(admitted))
        else:
            self._send_news.discard(_sender(admitted))


def _sender(admitted: Admitted) -> UUID | None:
    return admitted.ae_id or admitted.account_id
