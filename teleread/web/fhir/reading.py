"""Read one resource, or every version of a report (FHIR R4 3.1.0.1, 3.1.0.2, 3.1.0.10)."""

from importlib.metadata import version as version_of
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Request, Response

from teleread.fhir.bundles import history, in_api
from teleread.fhir.capability import capability_statement
from teleread.fhir.contents import BASE, ReportTold
from teleread.fhir.imaging import imaging_study, service_request
from teleread.fhir.people import organization, patient, practitioner
from teleread.fhir.report import diagnostic_report
from teleread.fhir.values import Resource
from teleread.views.fhir_people import ResourceMissing, load_organization, load_patients, load_person
from teleread.views.fhir_reports import load_versions
from teleread.views.fhir_studies import load_orders, load_studies
from teleread.web.dependencies import CurrentCaller, Reader, Run
from teleread.web.dicomweb.addresses import BaseUrl
from teleread.web.fhir.answers import RESPONSES, fhir_json, versioned, wants_json
from teleread.web.routing import Router
from teleread.workflow.desk.fhir import Opened, note_opened
from teleread.workflow.desk.report import open_document

router = Router(prefix=BASE, tags=["fhir"])

AsJson = Depends(wants_json)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
JSON_ONLY: dict[str, Any] = {"response_class": Response, "responses": RESPONSES, "dependencies": [AsJson]}


@router.get("/metadata", **JSON_ONLY)
def get_fhir_capabilities(base: BaseUrl) -> Response:
    """Say what this interface can do; it needs no token and tells of nobody."""
    return fhir_json(capability_statement(base=f"{base}{BASE}", software=version_of("teleread")))


@router.get("/DiagnosticReport/{report_key}", **JSON_ONLY)
def read_diagnostic_report(
    report_key: UUID, request: Request, caller: CurrentCaller, session: Reader, run: Run
) -> Response:
    """Give a report as it stands; that the caller was told is noted."""
    told = load_versions(session, caller.scope, report_key)[0]
    note_opened(run.database, [opened_report(told)], account=caller.account, at=run.clock())
    return versioned(report_in_api(told), request)


@router.get("/DiagnosticReport/{report_key}/_history", **JSON_ONLY)
def read_diagnostic_report_history(
    report_key: UUID, base: BaseUrl, caller: CurrentCaller, session: Reader, run: Run
) -> Response:
    """Give every version of a report, the newest first."""
    versions = load_versions(session, caller.scope, report_key)
    note_opened(run.database, [opened_report(each) for each in versions], account=caller.account, at=run.clock())
    return fhir_json(history([report_in_api(each) for each in versions], base=f"{base}{BASE}"))


@router.get("/DiagnosticReport/{report_key}/_history/{version}", **JSON_ONLY)
def read_diagnostic_report_version(
    report_key: UUID, version: Number, request: Request, caller: CurrentCaller, session: Reader, run: Run
) -> Response:
    """Give one version of a report."""
    told = next(
        (each for each in load_versions(session, caller.scope, report_key) if each.report.version == version), None
    )
    if told is None:
        raise ResourceMissing
    note_opened(run.database, [opened_report(told)], account=caller.account, at=run.clock())
    return versioned(report_in_api(told), request)


@router.get("/ImagingStudy/{study_id}", **JSON_ONLY)
def read_imaging_study(study_id: UUID, request: Request, caller: CurrentCaller, session: Reader, run: Run) -> Response:
    """Give a Study with its Series and Instances."""
    for told in load_studies(session, caller.scope, [study_id]):
        opened = Opened("study", told.id, told.clinic.id)
        note_opened(run.database, [opened], account=caller.account, at=run.clock())
        return versioned(imaging_study(told, refer=in_api), request)
    raise ResourceMissing


@router.get("/ServiceRequest/{request_id}", **JSON_ONLY)
def read_service_request(
    request_id: UUID, request: Request, caller: CurrentCaller, session: Reader, run: Run
) -> Response:
    """Give an order."""
    for told in load_orders(session, caller.scope, [request_id]):
        opened = Opened("request", told.id, told.clinic.id)
        note_opened(run.database, [opened], account=caller.account, at=run.clock())
        return versioned(service_request(told, refer=in_api), request)
    raise ResourceMissing


@router.get("/Patient/{patient_id}", **JSON_ONLY)
def read_patient(patient_id: UUID, request: Request, caller: CurrentCaller, session: Reader, run: Run) -> Response:
    """Give a patient."""
    for told in load_patients(session, caller.scope, [patient_id]):
        opened = Opened("patient", told.id, told.clinic.id)
        note_opened(run.database, [opened], account=caller.account, at=run.clock())
        return versioned(patient(told, refer=in_api), request)
    raise ResourceMissing


@router.get("/Practitioner/{account_id}", **JSON_ONLY)
def read_practitioner(account_id: UUID, request: Request, caller: CurrentCaller, session: Reader) -> Response:
    """Give somebody who signed or ordered for the caller's clinics."""
    return versioned(practitioner(load_person(session, caller.scope, account_id)), request)


@router.get("/Organization/{clinic_id}", **JSON_ONLY)
def read_organization(clinic_id: UUID, request: Request, caller: CurrentCaller, session: Reader) -> Response:
    """Give a clinic of the caller, or a department that reads for one."""
    return versioned(organization(load_organization(session, caller.scope, clinic_id)), request)


@router.get("/Binary/{report_id}", response_class=Response, responses={200: {"content": {"application/pdf": {}}}})
def read_binary(report_id: UUID, caller: CurrentCaller, run: Run) -> Response:
    """Give the PDF of a version, as itself (FHIR R4 2.37.4)."""
    pdf = open_document(run.database, run.store, caller.scope, report_id, account=caller.account, at=run.clock())
    return Response(pdf, media_type="application/pdf", headers={"Cache-Control": "no-store"})


def report_in_api(told: ReportTold) -> Resource:
    """Return a version whose PDF is to be asked for."""
    form = {"url": in_api("Binary", told.report.id)}
    return diagnostic_report(told, refer=in_api, form=form)


def opened_report(told: ReportTold) -> Opened:
    """Return what is noted when a version was told."""
    return Opened("report", told.report.id, told.clinic.id)
