"""Clinics, their Sites, departments, partnerships and terms, as an admin keeps them."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import status
from pydantic import BaseModel, ConfigDict, Field

from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.limits import HOUSE_LIMITS
from teleread.clinics.records import (
    load_clinics,
    load_departments,
    load_partnerships,
    load_sites,
    load_terms,
)
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line
from teleread.workflow.desk import clinics as desk

router = Router(prefix="/api", tags=["clinics"])

CREATED, NO_CONTENT = status.HTTP_201_CREATED, status.HTTP_204_NO_CONTENT


class Kept(BaseModel):
    """Something that is kept, as it is."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID


class ClinicOut(Kept):
    """A partner that sends studies and receives reports."""

    key: str
    name: str


class ClinicIn(Body):
    """A new clinic; its key is made of its name unless given, and one Site comes with it."""

    name: Line
    key: Line | None = None
    time_zone: Line = desk.DEFAULT_TIME_ZONE
    default_character_set: Line | None = None


class NameIn(Body):
    """Another name."""

    name: Line


class LimitsOut(BaseModel):
    """What a Site may ask of us."""

    associations: int
    instances_per_minute: int
    bytes_per_hour: int
    bytes_per_day: int


class SiteOut(Kept):
    """One physical place of a clinic; `house_limits` hold where it has none of its own."""

    clinic_id: UUID
    name: str
    time_zone: str
    default_character_set: str | None
    allows_plain: bool
    most_associations: int | None
    most_instances_per_minute: int | None
    most_bytes_per_hour: int | None
    most_bytes_per_day: int | None
    house_limits: LimitsOut = LimitsOut(**asdict(HOUSE_LIMITS))


class SiteChange(Body):
    """What a Site is called and how its devices tell time and write text."""

    name: Line
    time_zone: Line = desk.DEFAULT_TIME_ZONE
    default_character_set: Line | None = None


class SiteIn(SiteChange):
    """A new Site of a clinic; its devices may call without TLS unless that is refused."""

    clinic_id: UUID
    allows_plain: bool = True


class DepartmentOut(Kept):
    """A group of specialists at the district hospital."""

    name: str


class PartnershipOut(Kept):
    """Which department reads a modality for a clinic."""

    clinic_id: UUID
    department_id: UUID
    modality: Modality
    single_signature: bool


class PartnershipChange(Body):
    """Whether one signature is enough."""

    single_signature: bool


class PartnershipIn(Body):
    """A department is to read a modality for a clinic."""

    clinic_id: UUID
    department_id: UUID
    modality: Modality
    single_signature: bool = False


class TermOut(Kept):
    """How soon a clinic's studies of a modality and priority are to be signed."""

    clinic_id: UUID
    modality: Modality
    priority: Priority
    minutes: int


class TermIn(Body):
    """A clinic's own term; it replaces the one before."""

    clinic_id: UUID
    modality: Modality
    priority: Priority
    minutes: Annotated[int, Field(strict=True)]


@router.get("/clinics")
def list_clinics(caller: AdminCaller, session: Reader) -> list[ClinicOut]:
    """List clinics by name."""
    return [ClinicOut.model_validate(clinic) for clinic in load_clinics(session, caller.scope)]


@router.post("/clinics", status_code=CREATED)
def add_clinic(body: ClinicIn, caller: AdminCaller, run: Run) -> ClinicOut:
    """Take on a clinic."""
    clinic = desk.add_clinic(run.database, caller.scope, **body.model_dump(), account=caller.account, at=run.clock())
    return ClinicOut.model_validate(clinic)


@router.patch("/clinics/{clinic_id}")
def rename_clinic(clinic_id: UUID, body: NameIn, caller: AdminCaller, run: Run) -> ClinicOut:
    """Give a clinic another name."""
    clinic = desk.rename_clinic(
        run.database, caller.scope, clinic_id, name=body.name, account=caller.account, at=run.clock()
    )
    return ClinicOut.model_validate(clinic)


@router.get("/sites")
def list_sites(caller: AdminCaller, session: Reader) -> list[SiteOut]:
    """List the Sites of all clinics."""
    return [SiteOut.model_validate(site) for site in load_sites(session, caller.scope)]


@router.post("/sites", status_code=CREATED)
def add_site(body: SiteIn, caller: AdminCaller, run: Run) -> SiteOut:
    """Add a Site to a clinic."""
    values = body.model_dump(exclude={"clinic_id"})
    site = desk.add_site(
        run.database, caller.scope, clinic=body.clinic_id, **values, account=caller.account, at=run.clock()
    )
    return SiteOut.model_validate(site)


@router.patch("/sites/{site_id}")
def change_site(site_id: UUID, body: SiteChange, caller: AdminCaller, run: Run) -> SiteOut:
    """Set what a Site is called and how its devices tell time and write text."""
    site = desk.change_site(
        run.database, caller.scope, site_id, **body.model_dump(), account=caller.account, at=run.clock()
    )
    return SiteOut.model_validate(site)


@router.get("/departments")
def list_departments(_caller: AdminCaller, session: Reader) -> list[DepartmentOut]:
    """List departments by name."""
    return [DepartmentOut.model_validate(department) for department in load_departments(session)]


@router.post("/departments", status_code=CREATED)
def add_department(body: NameIn, caller: AdminCaller, run: Run) -> DepartmentOut:
    """Add a department."""
    department = desk.add_department(run.database, name=body.name, account=caller.account, at=run.clock())
    return DepartmentOut.model_validate(department)


@router.patch("/departments/{department_id}")
def rename_department(department_id: UUID, body: NameIn, caller: AdminCaller, run: Run) -> DepartmentOut:
    """Give a department another name."""
    department = desk.rename_department(
        run.database, department_id, name=body.name, account=caller.account, at=run.clock()
    )
    return DepartmentOut.model_validate(department)


@router.get("/partnerships")
def list_partnerships(caller: AdminCaller, session: Reader) -> list[PartnershipOut]:
    """List which departments read what for whom."""
    return [PartnershipOut.model_validate(each) for each in load_partnerships(session, caller.scope)]


@router.post("/partnerships", status_code=CREATED)
def add_partnership(body: PartnershipIn, caller: AdminCaller, run: Run) -> PartnershipOut:
    """Let a department read a modality for a clinic."""
    partnership = desk.add_partnership(
        run.database,
        caller.scope,
        clinic=body.clinic_id,
        department=body.department_id,
        modality=body.modality,
        single_signature=body.single_signature,
        account=caller.account,
        at=run.clock(),
    )
    return PartnershipOut.model_validate(partnership)


@router.patch("/partnerships/{partnership_id}")
def change_partnership(partnership_id: UUID, body: PartnershipChange, caller: AdminCaller, run: Run) -> PartnershipOut:
    """Set whether one signature is enough from now on."""
    partnership = desk.change_partnership(
        run.database,
        caller.scope,
        partnership_id,
        single_signature=body.single_signature,
        account=caller.account,
        at=run.clock(),
    )
    return PartnershipOut.model_validate(partnership)


@router.delete("/partnerships/{partnership_id}", status_code=NO_CONTENT)
def remove_partnership(partnership_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Let a department read a modality for a clinic no longer."""
    desk.remove_partnership(run.database, caller.scope, partnership_id, account=caller.account, at=run.clock())


@router.get("/terms")
def list_terms(caller: AdminCaller, session: Reader) -> list[TermOut]:
    """List clinics' own terms; the default holds where there is none."""
    return [TermOut.model_validate(term) for term in load_terms(session, caller.scope)]


@router.post("/terms", status_code=CREATED)
def set_term(body: TermIn, caller: AdminCaller, run: Run) -> TermOut:
    """Set a clinic's own term."""
    values = body.model_dump(exclude={"clinic_id"})
    term = desk.set_term(
        run.database, caller.scope, clinic=body.clinic_id, **values, account=caller.account, at=run.clock()
    )
    return TermOut.model_validate(term)


@router.delete("/terms/{term_id}", status_code=NO_CONTENT)
def remove_term(term_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Go back to the default term."""
    desk.remove_term(run.database, caller.scope, term_id, account=caller.account, at=run.clock())
