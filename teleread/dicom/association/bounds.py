"""How much of us a peer may take, and for how long."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the listener grants; numbers of connections, seconds and bytes.

    A peer is unknown until its association was accepted: it may hold a
    connection for `until_accepted_seconds`, handshake and rejection included,
    and the oldest of them gives way to a new one after `grace_seconds` where
    there is no room. Later a peer may be silent for `idle_seconds` between two
    messages; within one it sends at least `least_bytes` for each `pace_seconds`
    that we wait for it.
    """

    most_connections: int = 1200
    most_associations: int = 1000
    most_of_one_ae: int = 640
    most_other_services: int = 30
    most_other_services_of_one_ae: int = 10
    most_unknown_of_one_address: int = 600
    most_large_requests: int = 64
    most_large_buffers: int = 128
    until_accepted_seconds: float = 30.0
    grace_seconds: float = 3.0
    idle_seconds: float = 30.0
    pace_seconds: float = 25.0
    least_bytes: int = 25 * 1024
    farewell_seconds: float = 5.0
    longest_instance_bytes: int = 4 << 30
