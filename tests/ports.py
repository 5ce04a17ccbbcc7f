"""Ports for servers of tests."""

import random
import socket
from contextlib import ExitStack

BELOW_THE_EPHEMERAL = range(20_000, 32_000)
"""No connection that any program opens meanwhile is given one of these (Linux: 32768 and more)."""

_chance = random.SystemRandom()


def free_ports(count: int) -> list[int]:
    """Return ports of loopback that nobody listens on now."""
    with ExitStack() as held:
        ports: list[int] = []
        while len(ports) < count:
            port = _chance.choice(BELOW_THE_EPHEMERAL)
            try:
                held.enter_context(socket.create_server(("127.0.0.1", port)))
            except OSError:
                continue
            ports.append(port)
        return ports
