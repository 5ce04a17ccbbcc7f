"""Who is connected, and whether there is room for one more: a flood of one peer must leave room for the others."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TypeVar

from teleread.dicom.association.bounds import Bounds

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Entry:
    """Whether a connection may stay, and which older one has to go for it."""

    is_let_in: bool
    gives_way: Hashable | None = None


@dataclass(frozen=True, slots=True)
class _Unknown:
    address: str
    since: float


@dataclass(frozen=True, slots=True)
class _Known:
    ae: Hashable
    is_for_storage: bool


class Room:
    """The count of connections, shared by all threads of a listener."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds, self._lock = bounds, threading.Lock()
        self._unknown: OrderedDict[Hashable, _Unknown] = OrderedDict()
        self._known: dict[Hashable, _Known] = {}
        self._from: Counter[str] = Counter()
        self._of: Counter[tuple[Hashable, bool]] = Counter()
        self._on: Counter[bool] = Counter()

    def enter(self, connection: Hashable, *, address: str, at: float) -> Entry:
        """Let a connection in of which nothing is known but where it comes from.

        Where there is no room the oldest unknown one gives way, that of the same
        address first: a device says at once who it is, so one that did not by now
        hardly is a device.
        """
        with self._lock:
            gives_way: Hashable | None = None
            candidates: Iterator[Hashable] | None = None
            if self._from[address] >= self._bounds.most_unknown_of_one_address:
                candidates = (key for key, held in self._unknown.items() if held.address == address)
            elif len(self._unknown) + len(self._known) >= self._bounds.most_connections:
                candidates = iter(self._unknown)
            if candidates is not None:
                gives_way = next(candidates, None)
                if gives_way is None or at - self._unknown[gives_way].since < self._bounds.grace_seconds:
                    return Entry(is_let_in=False)
                self._leave(gives_way)
            self._unknown[connection] = _Unknown(address, at)
            self._from[address] += 1
            return Entry(is_let_in=True, gives_way=gives_way)

    def settle(self, connection: Hashable, *, ae: Hashable, is_for_storage: bool) -> bool:
        """Say whether there is room for an association of an AE, and count it in if so."""
        with self._lock:
            if connection not in self._unknown or not self._has_room(ae, is_for_storage=is_for_storage):
                return False
            self._leave(connection)
            self._known[connection] = _Known(ae, is_for_storage)
            self._of[ae, is_for_storage] += 1
            self._on[is_for_storage] += 1
            return True

    def leave(self, connection: Hashable) -> None:
        """Count a connection out that is no more."""
        with self._lock:
            self._leave(connection)

    def _has_room(self, ae: Hashable, *, is_for_storage: bool) -> bool:
        bounds = self._bounds
        if len(self._known) >= bounds.most_associations:
            return False
        if is_for_storage:
            return self._of[ae, True] < bounds.most_of_one_ae
        return (
            self._on[False] < bounds.most_other_services and self._of[ae, False] < bounds.most_other_services_of_one_ae
        )

    def _leave(self, connection: Hashable) -> None:
        if unknown := self._unknown.pop(connection, None):
            _count_down(self._from, unknown.address)
        if known := self._known.pop(connection, None):
            _count_down(self._of, (known.ae, known.is_for_storage))
            _count_down(self._on, known.is_for_storage)


def network_of(address: str) -> str:
    """Return what counts as one address: of IPv6 a host may use a whole network of 64 bits."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return str(ip_network((int(ip), 64), strict=False))
    return str(getattr(ip, "ipv4_mapped", None) or ip)


def _count_down(counter: Counter[T], key: T) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]
