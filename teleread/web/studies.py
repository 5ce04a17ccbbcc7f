"""The Studies that have arrived."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from teleread.clinics.clinic import Priority
from teleread.views.studies import Sought, StudyLine, list_studies, load_study, search_studies
from teleread.web.dependencies import CurrentCaller, Reader, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line, Moment, PatientOut
from teleread.worklist.reading import Reading, State
from teleread.worklist.standing import Standing, standing

router = Router(prefix="/api/studies", tags=["studies"])


class StudySearch(Body):
    """What to look for; a name in a body is in no log and no URL."""

    patient_name: Line | None = None
    patient_id: Line | None = None
    accession_number: Line | None = None
    from_date: date | None = Field(default=None, alias="from")
    until_date: date | None = Field(default=None, alias="until")
    doubtful_names_only: bool = False


class ReadingOfStudy(BaseModel):
    """How far the reading of a Study is."""

    id: UUID
    state: State
    priority: Priority
    due_at: datetime
    standing: Standing

    @classmethod
    def of(cls, reading: Reading, at: datetime) -> "ReadingOfStudy":
        """Return a Reading in short."""
        return cls(
            id=reading.id,
            state=reading.state,
            priority=Priority(reading.priority),
            due_at=reading.due_at,
            standing=standing(reading, at),
        )


class ReportOfStudy(BaseModel):
    """The newest signed version of a Study's report."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    version: int
    signed_at: datetime
    acknowledged_at: datetime | None


class SeriesOfStudy(BaseModel):
    """One Series and how much it holds."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    modality: str
    series_number: int | None
    series_description: str
    body_part_examined: str
    laterality: str
    number_of_instances: int


class StudySummary(BaseModel):
    """One Study as a list shows it."""

    id: UUID
    clinic_id: UUID
    clinic_name: str
    patient: PatientOut
    modalities: list[str]
    study_date: str
    study_description: str
    accession_number: str
    number_of_instances: int
    first_received_at: datetime
    last_received_at: datetime
    settled_at: datetime | None
    reading: ReadingOfStudy | None
    report: ReportOfStudy | None

    @classmethod
    def of(cls, line: StudyLine, at: datetime) -> "StudySummary":
        """Return a Study as the API has it."""
        return cls(**_values(line, at))


class StudyDetail(StudySummary):
    """One Study with its Series."""

    series: list[SeriesOfStudy]

    @classmethod
    def of(cls, line: StudyLine, at: datetime) -> "StudyDetail":
        """Return a Study with its Series."""
        return cls(**_values(line, at), series=[SeriesOfStudy.model_validate(each) for each in line.series])


@router.get("")
def list_arrived_studies(
    caller: CurrentCaller,
    session: Reader,
    run: Run,
    before: Annotated[Moment | None, Query(description="first_received_at of the last one seen")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[StudySummary]:
    """List the Studies that the caller may see, the newest first."""
    at = run.clock()
    return [
        StudySummary.of(line, at) for line in list_studies(session, caller.scope, at=at, before=before, limit=limit)
    ]


@router.post("/search")
def search_arrived_studies(body: StudySearch, caller: CurrentCaller, session: Reader, run: Run) -> list[StudySummary]:
    """Find Studies by patient, Accession Number or date."""
    at = run.clock()
    sought = Sought(
        patient_name=body.patient_name,
        patient_id=body.patient_id,
        accession_number=body.accession_number,
        from_date=f"{body.from_date:%Y%m%d}" if body.from_date else None,
        until_date=f"{body.until_date:%Y%m%d}" if body.until_date else None,
        doubtful_names_only=body.doubtful_names_only,
    )
    return [StudySummary.of(line, at) for line in search_studies(session, caller.scope, sought, at=at)]


@router.get("/{study_id}")
def read_study(study_id: UUID, caller: CurrentCaller, session: Reader, run: Run) -> StudyDetail:
    """Return one Study."""
    at = run.clock()
    return StudyDetail.of(load_study(session, caller.scope, study_id, at=at), at)


def _values(line: StudyLine, at: datetime) -> dict[str, Any]:
    return {
        "id": line.id,
        "clinic_id": line.clinic_id,
        "clinic_name": line.clinic_name,
        "patient": PatientOut.model_validate(line.patient),
        "modalities": line.modalities,
        "study_date": line.study_date,
        "study_description": line.study_description,
        "accession_number": line.accession_number,
        "number_of_instances": line.number_of_instances,
        "first_received_at": line.first_received_at,
        "last_received_at": line.last_received_at,
        "settled_at": line.settled_at,
        "reading": ReadingOfStudy.of(line.reading, at) if line.reading else None,
        "report": ReportOfStudy.model_validate(line.report) if line.report else None,
    }
