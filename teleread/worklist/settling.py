"""What becomes of a Study whose arrival seems to be over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from teleread.worklist.reading import ENDED_UNREAD, Reading


@dataclass(frozen=True, slots=True)
class KindArrived:
    """The part of a Study that one Reading reads."""

    modality: str
    body_part: str
    first_received_at: datetime
    last_received_at: datetime


@dataclass(frozen=True, slots=True)
class SeriesArrived:
    """One Series: its kind (None for a companion such as an SR) and when its Instances came."""

    kind: str | None
    body_part: str
    first_received_at: datetime
    last_received_at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a settling Study asks for: Readings to make, to flag as late, and to verify after signing."""

    to_create: tuple[KindArrived, ...]
    arrived_late: tuple[tuple[Reading, datetime], ...]
    to_verify: tuple[tuple[Reading, datetime], ...]


def kinds_arrived(series: Iterable[SeriesArrived]) -> dict[str, KindArrived]:
    """Return one entry for each kind that is read.

    Companions (reports, presentation states, documents) count towards the
    times of every kind: what is read beside the pictures can be late as well.
    A body part stands only if all Series of the kind that name one agree.
    """
    arrived = tuple(series)
    companions = [each for each in arrived if each.kind is None]
    return {
        kind: _kind_arrived(kind, [each for each in arrived if each.kind == kind], companions)
        for kind in sorted({each.kind for each in arrived if each.kind is not None})
    }


def _kind_arrived(kind: str, own: list[SeriesArrived], companions: list[SeriesArrived]) -> KindArrived:
    body_parts = {each.body_part.strip().upper() for each in own} - {""}
    everything = own + companions
    return KindArrived(
        modality=kind,
        body_part=body_parts.pop() if len(body_parts) == 1 else "",
        first_received_at=min(each.first_received_at for each in everything),
        last_received_at=max(each.last_received_at for each in everything),
    )


def settle(kinds: Mapping[str, KindArrived], readings: Iterable[Reading]) -> Settlement:
    """Return what the Study asks for, given the Readings it has already.

    One Reading for each kind. What came after a Reading was last told of its
    Study is late for it; after a rejection or a cancellation it is a retake
    and makes a new Reading.
    """
    living = [each for each in readings if each.state not in ENDED_UNREAD]
    ended = [each for each in readings if each.state in ENDED_UNREAD]
    wanted = [
        kind
        for kind in kinds.values()
        if not any(each.modality == kind.modality for each in living)
        and all(each.received_at < kind.last_received_at for each in ended if each.modality == kind.modality)
    ]
    late = [
        (each, kinds[each.modality].last_received_at)
        for each in living
        if each.modality in kinds and each.received_at < kinds[each.modality].last_received_at
    ]
    return Settlement(
        to_create=tuple(wanted),
        arrived_late=tuple(pair for pair in late if not pair[0].is_final),
        to_verify=tuple(pair for pair in late if pair[0].is_final),
    )


def exchange(kind: str | None, readings: Iterable[Reading], *, at: datetime) -> Settlement:
    """Return which Readings of a Study are concerned by an exchanged picture: those of its kind.

    A companion (None) is read with every kind. What ended unread is not concerned.
    """
    concerned = [each for each in readings if each.state not in ENDED_UNREAD and kind in (None, each.modality)]
    return Settlement(
        to_create=(),
        arrived_late=tuple((each, at) for each in concerned if not each.is_final),
        to_verify=tuple((each, at) for each in concerned if each.is_final),
    )
