"""The Instances behind a DICOMweb address, for whoever may see them (PS3.18 10.4)."""

from dataclasses import dataclass

from teleread.archive.records import InstanceRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.errors import Conflict, Missing
from teleread.scope import Scope
from teleread.views.instances import StoredInstance, stored, with_site


class ResourceMissing(Missing):
    """Nothing at that address inside the caller's Scope."""

    code = "resource_missing"
    zh, en = "未找到该资源", "There is no such resource"


class AddressAmbiguous(Conflict):
    """Two studies have the same UID: of two clinics, or of two patients of one."""

    code = "address_ambiguous"
    zh = "存在多个具有相同 UID 的检查，请使用带机构标识的地址"
    en = "More than one study has this UID; use the address of the clinic"


@dataclass(frozen=True, slots=True)
class Address:
    """What a path names: a study, or one series or Instance of it, perhaps of a named clinic."""

    study_instance_uid: str
    series_instance_uid: str | None = None
    sop_instance_uid: str | None = None
    clinic_key: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """An Instance with the UIDs and the clinic of its own address."""

    clinic_key: str
    study_instance_uid: str
    series_instance_uid: str
    instance: StoredInstance


def locate(session: Session, scope: Scope, address: Address) -> list[Located]:
    """Return the current Instances at an address, in the order of their numbers.

    Raises
    ------
    ResourceMissing
        If there is none inside the Scope.
    AddressAmbiguous
        If they belong to two studies: a study is never merged (promise 6).
    """
    query = (
        with_site()
        .add_columns(ClinicRow.key, StudyRow.study_instance_uid, SeriesRow.series_instance_uid)
        .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
        .where(
            StudyRow.study_instance_uid == address.study_instance_uid,
            InstanceRow.standing == InstanceStanding.CURRENT,
        )
        .order_by(SeriesRow.series_number, SeriesRow.id, InstanceRow.instance_number, InstanceRow.id)
    )
    if scope.clinic_ids is not None:
        query = query.where(StudyRow.clinic_id.in_(scope.clinic_ids))
    if scope.closed_instances:
        query = query.where(InstanceRow.id.not_in(scope.closed_instances))
    for column, value in (
        (SeriesRow.series_instance_uid, address.series_instance_uid),
        (InstanceRow.sop_instance_uid, address.sop_instance_uid),
        (ClinicRow.key, address.clinic_key),
    ):
        if value is not None:
            query = query.where(column == value)
    rows = session.execute(query).all()
    if not rows:
        raise ResourceMissing
    if len({study_id for _, study_id, _, _, _, _ in rows}) > 1:
        raise AddressAmbiguous
    return [
        Located(key, study, series, stored(row, study_id, site)) for row, study_id, site, key, study, series in rows
    ]
