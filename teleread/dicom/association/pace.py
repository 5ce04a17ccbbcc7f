"""Does a peer send fast enough? Counted is the time that we wait for it, not what we do meanwhile."""

from dataclasses import dataclass, field


class TooSlow(Exception):
    """The peer sends less than it must."""


@dataclass(slots=True)
class Pace:
    """How much came while we waited, since the last reckoning."""

    seconds: float
    least_bytes: int
    waited: float = field(default=0.0, init=False)
    received: int = field(default=0, init=False)

    def begin(self) -> None:
        """Begin anew, as with every message."""
        self.waited, self.received = 0.0, 0

    def add(self, count: int, *, waited: float) -> None:
        """Count bytes in; raises TooSlow where the time is over and they are too few."""
        self.waited += waited
        self.received += count
        if self.waited >= self.seconds:
            if self.received < self.least_bytes:
                raise TooSlow
            self.begin()
