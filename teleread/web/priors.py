"""The earlier studies of a Reading's patient, and a study by itself: to look at, not to write about."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from teleread.errors import Missing
from teleread.views.priors import Prior, list_priors, load_prior
from teleread.views.reading import load_studies
from teleread.views.reports import ReportLine
from teleread.views.staffing import actor_before, load_viewer
from teleread.web.dependencies import CurrentCaller, Reader, Run
from teleread.web.readings import ReadingStudy, study_out
from teleread.web.routing import Router
from teleread.workflow.desk import study as desk
from teleread.worklist.prior import WARNINGS, PriorStanding, require_may_compare
from teleread.worklist.records import load_reading

router = Router(prefix="/api", tags=["priors"])


class PriorReport(BaseModel):
    """What was signed of an earlier study; its page has the findings."""

    id: UUID
    version: int
    signed_at: datetime
    author_name: str
    reviewer_name: str | None
    impression: str


class PriorOut(BaseModel):
    """An earlier study of the same patient.

    `standing`: "in_doubt" may be opened with its warning, "contradicted" may
    not be opened; the warning says why.
    """

    study_id: UUID
    study_date: str
    study_description: str
    modalities: list[str]
    body_parts: list[str]
    number_of_instances: int
    standing: PriorStanding
    warning_zh: str
    warning_en: str
    reports: list[PriorReport]


@router.get("/readings/{reading_id}/priors")
def list_priors_of_reading(reading_id: UUID, caller: CurrentCaller, session: Reader) -> list[PriorOut]:
    """List the earlier studies of a Reading's patient, the newest first."""
    reading = load_reading(session, caller.scope, reading_id)
    require_may_compare(reading, actor_before(load_viewer(session, caller.scope, caller.account), reading))
    return [_prior(each) for each in list_priors(session, caller.scope, reading)]


@router.post("/readings/{reading_id}/priors/{study_id}/open")
def open_prior(reading_id: UUID, study_id: UUID, caller: CurrentCaller, session: Reader, run: Run) -> ReadingStudy:
    """Open an earlier study beside a Reading; that the caller looks at it is noted."""
    desk.open_prior(run.database, caller.scope, reading_id, study_id, account=caller.account, at=run.clock())
    reading = load_reading(session, caller.scope, reading_id)
    return study_out(load_prior(session, caller.scope, reading, study_id).study)


@router.post("/studies/{study_id}/open")
def open_one_study(study_id: UUID, caller: CurrentCaller, session: Reader, run: Run) -> ReadingStudy:
    """Open a study by itself; that the caller looks at it is noted."""
    found = load_studies(session, caller.scope, [study_id])
    if not found or not found[0].series:
        raise Missing(study_id=str(study_id))
    (study,) = found
    at = run.clock()
    desk.open_study(run.database, caller.scope, study_id, clinic_id=study.row.clinic_id, account=caller.account, at=at)
    return study_out(study)


def _prior(prior: Prior) -> PriorOut:
    row = prior.study.row
    warning_zh, warning_en = WARNINGS[prior.standing]
    return PriorOut(
        study_id=row.id,
        study_date=row.study_date,
        study_description="" if prior.standing is PriorStanding.CONTRADICTED else row.study_description,
        modalities=prior.modalities,
        body_parts=prior.body_parts,
        number_of_instances=sum(len(series.instances) for series in prior.study.series),
        standing=prior.standing,
        warning_zh=warning_zh,
        warning_en=warning_en,
        reports=[_report(line) for line in prior.reports],
    )


def _report(line: ReportLine) -> PriorReport:
    return PriorReport(
        id=line.report.id,
        version=line.report.version,
        signed_at=line.report.signed_at,
        author_name=line.author_name,
        reviewer_name=line.reviewer_name,
        impression=line.content.impression,
    )
