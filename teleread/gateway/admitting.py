"""Who may call."""

from teleread.clinics.access import system_scope
from teleread.clinics.allowance import Allowance, TooManyAssociations
from teleread.clinics.certificate_records import load_certificates
from teleread.clinics.limits import Limit
from teleread.database import Database, DatabaseUnavailable, snapshot
from teleread.dicom.association.admission import Admitted, Call, NotAdmitted, Reason, admit
from teleread.gateway.clock import now
from teleread.health.notices import Notices
from teleread.health.rarely import LastFound
from teleread.views.calling import Known, load_known


class Admission:
    """Lets configured AEs in, within what their Sites may hold, and tells of the others."""

    def __init__(self, database: Database, ae_title: str, *, allowance: Allowance, notices: Notices) -> None:
        self._database, self._ae_title, self._allowance, self._notices = database, ae_title, allowance, notices
        self._last_known: LastFound[tuple[str, bytes | None], Known] = LastFound()

    def admit(self, call: Call) -> Admitted:
        """Return the AE that calls; a refusal is audited, the same one at most once a minute.

        Raises
        ------
        NotAdmitted
            With the rejection to send.
        """
        known = self._look_up(call)
        try:
            admitted = admit(call, known.aes, own_ae_title=self._ae_title, certificate=known.certificate, at=now())
            self._let_in(admitted)
        except NotAdmitted as refused:
            self._notices.tell_refusal(call, refused.reason, at=now())
            raise
        return admitted

    def trusted_certificates(self) -> list[bytes]:
        """Return the certificates (DER) that stand for a Site."""
        with snapshot(self._database) as session:
            return [certificate.der for certificate in load_certificates(session, system_scope())]

    def _look_up(self, call: Call) -> Known:
        """Return who may be meant; while the database does not answer, as it last was.

        So a device that is known is let in and told A700 for what it sends, which
        says more than a rejected association. It can do nothing else without the
        database.
        """
        key = (call.calling_ae_title, call.certificate_sha256)
        try:
            with snapshot(self._database) as session:
                known = load_known(session, calling_ae_title=key[0], certificate_sha256=key[1])
        except DatabaseUnavailable:
            remembered = self._last_known.get(key)
            if remembered is None:
                raise
            return remembered
        if known.aes:
            self._last_known.keep(key, known)
        return known

    def _let_in(self, admitted: Admitted) -> None:
        try:
            self._allowance.association_opened(admitted.site_id, admitted.limits, at=now())
        except TooManyAssociations as too_many:
            self._notices.tell_limit(admitted, Limit.ASSOCIATIONS, at=now())
            raise NotAdmitted(Reason.TOO_MANY_ASSOCIATIONS) from too_many
