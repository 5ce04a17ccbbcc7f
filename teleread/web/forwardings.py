"""What is sent on to a PACS, and what devices are still to hear, as an admin sees and keeps it."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, status
from pydantic import Field

from teleread.archive.commitment_report import ReportState
from teleread.database import Session, snapshot
from teleread.forwarding.destination import CredentialKind, DestinationKind
from teleread.forwarding.forwarding import ForwardingState, Proof, Reason, said
from teleread.forwarding.records import load_rules
from teleread.views.commitment import ReportLine, list_reports
from teleread.views.forwarding import DestinationLine, ForwardingLine, list_destinations, list_forwardings
from teleread.web.clinics import Kept
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line, Moment
from teleread.workflow.desk import forwardings as desk
from teleread.workflow.desk.commitments import report_again

router = Router(prefix="/api", tags=["forwardings"])

CREATED, NO_CONTENT = status.HTTP_201_CREATED, status.HTTP_204_NO_CONTENT
A_DAY = timedelta(days=1)


class DestinationOut(Kept):
    """A PACS, how it is reached and how it goes there; its secret is never told."""

    name: str
    kind: DestinationKind
    ae_id: UUID | None
    ae_title: str | None
    uses_tls: bool
    authorities: str
    url: str
    credential_kind: CredentialKind
    user_name: str
    has_secret: bool
    asks_commitment: bool
    is_paused: bool
    failures: int
    next_attempt_at: datetime
    reason: Reason | None
    reason_zh: str
    reason_en: str
    detail: str
    queued: int
    unproven: int
    dead: int
    done_since: int
    proven_since: int
    oldest_queued_at: datetime | None


class DestinationIn(Body):
    """How a PACS is reached; a secret that is not given stays as it is."""

    name: Line
    kind: DestinationKind
    ae_id: UUID | None = None
    uses_tls: bool = False
    authorities: Annotated[str, Field(max_length=64 * 1024)] = ""
    url: Annotated[str, Field(max_length=1024)] = ""
    credential_kind: CredentialKind = CredentialKind.NONE
    user_name: Line = ""
    secret: Annotated[str, Field(max_length=8192)] | None = None
    asks_commitment: bool = True
    is_paused: bool = False


class RoutingRuleOut(Kept):
    """What a clinic sends goes to a destination."""

    clinic_id: UUID
    ae_id: UUID | None
    modality: str | None
    destination_id: UUID


class RoutingRuleIn(Body):
    """What a clinic sends is to go to a destination: all, or one device's, or one modality's."""

    clinic_id: UUID
    destination_id: UUID
    ae_id: UUID | None = None
    modality: Line | None = None


class ForwardingOut(Kept):
    """One Instance on its way to one PACS."""

    destination_id: UUID
    destination_name: str
    clinic_id: UUID
    clinic_name: str
    instance_id: UUID
    study_id: UUID | None
    modality: str | None
    state: ForwardingState
    attempts: int
    queued_at: datetime
    next_attempt_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    proof: Proof | None
    reason: Reason | None
    reason_zh: str
    reason_en: str
    detail: str


class Requeued(Body):
    """How many are due now."""

    requeued: int


class StudyToForward(Body):
    """A Study that is to go to a destination whatever the rules say."""

    study_id: UUID


class CommitmentReportOut(Kept):
    """A device that asked for storage commitment, and how far the report to it is."""

    clinic_id: UUID
    clinic_name: str
    ae_title: str | None
    state: ReportState
    asked_at: datetime
    attempts: int
    next_attempt_at: datetime
    reported_at: datetime | None
    instances: int
    committed: int | None
    failed: int | None
    detail: str


@router.get("/forwarding-destinations")
def get_destinations(
    _caller: AdminCaller, session: Reader, run: Run, *, since: Moment | None = None
) -> list[DestinationOut]:
    """List destinations, and what got there since a moment, by default a day ago."""
    return [_destination(line) for line in list_destinations(session, since=since or run.clock() - A_DAY)]


@router.post("/forwarding-destinations", status_code=CREATED)
def add_destination(body: DestinationIn, caller: AdminCaller, run: Run) -> DestinationOut:
    """Take on a PACS."""
    added = desk.add_destination(
        run.database,
        road=desk.Road(**body.model_dump()),
        keys_dir=run.settings.keys_dir,
        account=caller.account,
        at=run.clock(),
    )
    return _one_destination(run, added.id)


@router.put("/forwarding-destinations/{destination_id}")
def change_destination(destination_id: UUID, body: DestinationIn, caller: AdminCaller, run: Run) -> DestinationOut:
    """Set how a PACS is reached, or pause it."""
    desk.change_destination(
        run.database,
        destination_id,
        road=desk.Road(**body.model_dump()),
        keys_dir=run.settings.keys_dir,
        account=caller.account,
        at=run.clock(),
    )
    return _one_destination(run, destination_id)


@router.delete("/forwarding-destinations/{destination_id}", status_code=NO_CONTENT)
def remove_destination(destination_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Forget a PACS that nothing was sent to."""
    desk.remove_destination(run.database, destination_id, account=caller.account, at=run.clock())


@router.post("/forwarding-destinations/{destination_id}/retry")
def retry_destination(destination_id: UUID, caller: AdminCaller, run: Run) -> Requeued:
    """Make everything due that waits for a person at a destination, and call it now."""
    number = desk.send_dead_again(run.database, caller.scope, destination_id, account=caller.account, at=run.clock())
    return Requeued(requeued=number)


@router.post("/forwarding-destinations/{destination_id}/studies")
def forward_study(destination_id: UUID, body: StudyToForward, caller: AdminCaller, run: Run) -> Requeued:
    """Send what is archived of a Study to a PACS."""
    number = desk.forward_study(
        run.database,
        caller.scope,
        body.study_id,
        destination=destination_id,
        account=caller.account,
        at=run.clock(),
    )
    return Requeued(requeued=number)


@router.get("/routing-rules")
def get_routing_rules(caller: AdminCaller, session: Reader) -> list[RoutingRuleOut]:
    """List which clinic's Instances go where."""
    return [RoutingRuleOut.model_validate(rule) for rule in load_rules(session, caller.scope)]


@router.post("/routing-rules", status_code=CREATED)
def add_routing_rule(body: RoutingRuleIn, caller: AdminCaller, run: Run) -> RoutingRuleOut:
    """Have what a clinic sends from now on go to a PACS too."""
    rule = desk.add_rule(
        run.database,
        caller.scope,
        clinic=body.clinic_id,
        destination=body.destination_id,
        ae_id=body.ae_id,
        modality=body.modality,
        account=caller.account,
        at=run.clock(),
    )
    return RoutingRuleOut.model_validate(rule)


@router.delete("/routing-rules/{routing_rule_id}", status_code=NO_CONTENT)
def remove_routing_rule(routing_rule_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Send nothing more by a rule."""
    desk.remove_rule(run.database, caller.scope, routing_rule_id, account=caller.account, at=run.clock())


@router.get("/forwardings")
def get_forwardings(
    caller: AdminCaller,
    session: Reader,
    *,
    state: ForwardingState | None = None,
    destination_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[ForwardingOut]:
    """List forwardings, the newest first."""
    lines = list_forwardings(session, caller.scope, state=state, destination_id=destination_id, limit=limit)
    return [_forwarding(line) for line in lines]


@router.post("/forwardings/{forwarding_id}/retry")
def retry_forwarding(forwarding_id: UUID, caller: AdminCaller, run: Run) -> ForwardingOut:
    """Make a dead or waiting forwarding due now."""
    desk.send_again(run.database, caller.scope, forwarding_id, account=caller.account, at=run.clock())
    with snapshot(run.database) as session:
        (line,) = list_forwardings(session, caller.scope, forwarding_id=forwarding_id)
    return _forwarding(line)


@router.get("/commitment-reports")
def get_commitment_reports(
    caller: AdminCaller,
    session: Reader,
    *,
    state: ReportState | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[CommitmentReportOut]:
    """List requests of devices for storage commitment, the newest first."""
    return [_report(line) for line in list_reports(session, caller.scope, state=state, limit=limit)]


@router.post("/commitment-reports/{commitment_id}/retry")
def retry_commitment_report(commitment_id: UUID, caller: AdminCaller, run: Run) -> CommitmentReportOut:
    """Call a device now that did not take its report."""
    report_again(run.database, caller.scope, commitment_id, account=caller.account, at=run.clock())
    with snapshot(run.database) as session:
        (line,) = list_reports(session, caller.scope, report_id=commitment_id, limit=1)
    return _report(line)


def _one_destination(run: Run, destination_id: UUID) -> DestinationOut:
    with snapshot(run.database) as session:
        return _destination(_line_of(session, destination_id, since=run.clock() - A_DAY))


def _line_of(session: Session, destination_id: UUID, *, since: datetime) -> DestinationLine:
    lines = list_destinations(session, since=since)
    return next(line for line in lines if line.destination.id == destination_id)


def _destination(line: DestinationLine) -> DestinationOut:
    destination = line.destination
    own = {name: getattr(destination, name) for name in DestinationOut.model_fields if hasattr(destination, name)}
    counts = {name: getattr(line, name) for name in DestinationOut.model_fields if hasattr(line, name)}
    return DestinationOut(**own, **counts, has_secret=bool(destination.sealed_secret), **_said(destination.reason))


def _forwarding(line: ForwardingLine) -> ForwardingOut:
    forwarding = line.forwarding
    own = {name: getattr(forwarding, name) for name in ForwardingOut.model_fields if hasattr(forwarding, name)}
    beside = {name: getattr(line, name) for name in ForwardingOut.model_fields if hasattr(line, name)}
    return ForwardingOut(**own, **beside, **_said(forwarding.reason))


def _report(line: ReportLine) -> CommitmentReportOut:
    report = line.report
    own = {name: getattr(report, name) for name in CommitmentReportOut.model_fields if hasattr(report, name)}
    return CommitmentReportOut(
        **own, clinic_name=line.clinic_name, ae_title=line.ae_title, instances=len(report.request.references)
    )


def _said(reason: Reason | None) -> dict[str, Any]:
    zh, en = said(reason) if reason else ("", "")
    return {"reason_zh": zh, "reason_en": en}
