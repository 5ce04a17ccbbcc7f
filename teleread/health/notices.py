"""What is refused is told: to the log and the audit once a minute, to the figures each time."""

from datetime import datetime

import structlog

from teleread.clinics.limits import Limit
from teleread.database import Database
from teleread.dicom.association.admission import Admitted, Call, Reason
from teleread.errors import Unavailable
from teleread.health.meters import GatewayMeters
from teleread.health.rarely import Rarely
from teleread.workflow.keeping.notice import notice_limit, notice_refusal

log = structlog.get_logger()


class LimitNotices:
    """Which Site had too much; a database that is down keeps nobody from telling."""

    def __init__(self, database: Database) -> None:
        self._database, self._told = database, Rarely()

    def tell_limit(self, admitted: Admitted, limit: Limit, *, at: datetime) -> None:
        """Tell that the devices or people of a Site asked for more than they may."""
        if not self._told.is_news((admitted.site_id, limit)):
            return
        log.warning("site.limited", site_id=str(admitted.site_id), limit=limit.value)
        try:
            notice_limit(self._database, admitted, limit, at=at)
        except Unavailable:
            log.warning("site.limit_not_noted", site_id=str(admitted.site_id))


class Notices(LimitNotices):
    """Who was not let in by the gateway, too."""

    def __init__(self, database: Database, meters: GatewayMeters) -> None:
        super().__init__(database)
        self._meters = meters

    def tell_refusal(self, call: Call, reason: Reason, *, at: datetime) -> None:
        """Tell that an association was not let in."""
        self._meters.rejected(reason.value)
        if not self._told.is_news((call.calling_ae_title, call.called_ae_title, call.peer_address, reason)):
            return
        log.warning("association.refused", reason=reason.value, peer_address=call.peer_address)
        try:
            notice_refusal(self._database, call, reason, at=at)
        except Unavailable:
            log.warning("association.refusal_not_noted", reason=reason.value)

    def tell_crowding(self, outcome: str) -> None:
        """Tell that there was no room for a connection or an association."""
        self._meters.crowded(outcome)
        if self._told.is_news(("crowded", outcome)):
            log.warning("listener.no_room", outcome=outcome)
