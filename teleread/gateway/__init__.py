"""The gateway: the process that devices send to."""

from teleread.gateway.process import run
from teleread.gateway.receiving import Gateway

__all__ = ["Gateway", "run"]
