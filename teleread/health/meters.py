"""Figures of the gateway for a Prometheus server: counts, bytes and times, and nothing of any patient."""

from collections.abc import Callable
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, PlatformCollector, ProcessCollector, generate_latest


class GatewayMeters:
    """The meters of one gateway."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._open = Gauge("teleread_dicom_associations_open", "Associations that are open", registry=registry)
        self._accepted = Counter("teleread_dicom_associations_accepted", "Associations admitted", registry=registry)
        self._rejected = Counter(
            "teleread_dicom_associations_rejected", "Associations rejected", ("reason",), registry=registry
        )
        self._crowded = Counter(
            "teleread_dicom_no_room",
            "Connections and associations for which there was no room",
            ("outcome",),
            registry=registry,
        )
        self._instances = Counter(
            "teleread_dicom_instances", "Instances answered, by what became of them", ("outcome",), registry=registry
        )
        self._bytes = Counter("teleread_dicom_received_bytes", "Bytes of Instances that were kept", registry=registry)
        self._kept_at = Gauge(
            "teleread_dicom_last_kept_timestamp_seconds", "When an Instance was last kept", registry=registry
        )
        self._can = Gauge(
            "teleread_gateway_can",
            "1 if the database and the store answer and there is room on the disk",
            ("part",),
            registry=registry,
        )

    def admitted(self) -> None:
        """Count an association that was let in."""
        self._accepted.inc()
        self._open.inc()

    def left(self) -> None:
        """Count an association that is over."""
        self._open.dec()

    def rejected(self, reason: str) -> None:
        """Count an association that was not let in."""
        self._rejected.labels(reason).inc()

    def crowded(self, outcome: str) -> None:
        """Count somebody for whom there was no room."""
        self._crowded.labels(outcome).inc()

    def kept(self, outcome: str, *, size_bytes: int, at: datetime) -> None:
        """Count an Instance that was answered with success."""
        self._instances.labels(outcome).inc()
        self._bytes.inc(size_bytes)
        self._kept_at.set(at.timestamp())

    def refused(self, status: int) -> None:
        """Count an Instance that was answered with a failure."""
        self._instances.labels(f"refused_{status:04x}").inc()

    def show(self, part: str, can: Callable[[], bool]) -> None:
        """Show whether a part can do its work, asked when the figures are read."""
        self._can.labels(part).set_function(lambda: float(can()))

    def text(self) -> bytes:
        """Return every figure in the text format."""
        return generate_latest(self._registry)
