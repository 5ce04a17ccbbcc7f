"""The clinic, Site and AE that the envelope of an object names."""

from datetime import datetime
from uuid import UUID

from teleread.archive.unclaimed import Origin
from teleread.clinics.access import scope_of_clinic
from teleread.clinics.clinic import AE, Clinic, ReturnRoute, RouteKind, Site
from teleread.clinics.records import find_clinic, insert_clinic, insert_part, load_ae, load_site
from teleread.clinics.validity import ClinicMissing, PartMissing
from teleread.database import Session
from teleread.dicom.association.admission import Admitted
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.workflow.desk.clinics import DEFAULT_TIME_ZONE, audit

NOWHERE = "255.255.255.255/32"
"""A network that nobody calls from: a made AE admits no device until an admin has set it up."""


def find_sender(session: Session, origin: Origin) -> Admitted | None:
    """Return who sent an object, as configured now, or None if the clinic, the Site or the AE is not there.

    What a person uploaded is of the clinic's own issuer, as on the day itself.
    """
    scope = scope_of_clinic(origin.clinic_id)
    try:
        site = load_site(session, scope, origin.site_id)
        issuer = _issuer(session, scope, origin)
    except (PartMissing, ClinicMissing):
        return None
    return Admitted(
        ae_id=origin.ae_id,
        ae_title=origin.ae_title,
        site_id=site.id,
        clinic_id=site.clinic_id,
        issuer_of_patient_id=issuer,
        time_zone=site.time_zone,
        default_character_set=site.default_character_set,
    )


def _issuer(session: Session, scope: Scope, origin: Origin) -> str:
    if origin.ae_id is None:
        return find_clinic(session, scope, origin.clinic_id).key
    return load_ae(session, scope, origin.ae_id).issuer_of_patient_id


def make_places(session: Session, origin: Origin, *, at: datetime) -> Admitted | None:
    """Make what is missing of an envelope's clinic, Site and AE, under the ids that they had.

    Their names, time zone, character set and issuer of Patient IDs are not in
    the envelope: they get the defaults of a new clinic, for an admin to mend.
    """
    scope = scope_of_clinic(origin.clinic_id)
    try:
        clinic = find_clinic(session, scope, origin.clinic_id)
    except ClinicMissing:
        clinic = Clinic(
            origin.clinic_id, f"clinic-{_short(origin.clinic_id)}", f"恢复的机构 {_short(origin.clinic_id)}"
        )
        insert_clinic(session, clinic, at=at)
        insert_part(session, ReturnRoute(new_id(), clinic.id, RouteKind.PAGE))
        audit(session, "clinic.restored", clinic, clinic_id=clinic.id, account=None, at=at)
    try:
        load_site(session, scope, origin.site_id)
    except PartMissing:
        site = Site(origin.site_id, clinic.id, f"恢复的站点 {_short(origin.site_id)}", DEFAULT_TIME_ZONE, None)
        insert_part(session, site)
        audit(session, "site.restored", site, clinic_id=clinic.id, account=None, at=at)
    if origin.ae_id is not None:
        try:
            load_ae(session, scope, origin.ae_id)
        except PartMissing:
            _make_ae(session, origin, clinic, origin.ae_id, at=at)
    return find_sender(session, origin)


def _make_ae(session: Session, origin: Origin, clinic: Clinic, ae_id: UUID, *, at: datetime) -> None:
    ae = AE(
        id=ae_id,
        site_id=origin.site_id,
        clinic_id=clinic.id,
        ae_title=origin.ae_title,
        called_ae_title=None,
        network=NOWHERE,
        host=None,
        port=None,
        issuer_of_patient_id=clinic.key,
    )
    insert_part(session, ae)
    audit(session, "ae.restored", ae, clinic_id=clinic.id, account=None, at=at)


def _short(key: UUID) -> str:
    return key.hex[-8:]
