"""Search for reports, studies, orders and patients (FHIR R4 3.1.1).

What names a patient is sent by POST, as an address is kept by many hands. The
addresses of further pages hold keys of ours in its place.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Request, Response

from teleread.database import Session
from teleread.fhir.bundles import found, in_api
from teleread.fhir.contents import BASE, PatientTold
from teleread.fhir.imaging import imaging_study, service_request
from teleread.fhir.people import patient
from teleread.fhir.values import Resource
from teleread.scope import Scope
from teleread.views.fhir_people import find_patients, load_patients
from teleread.views.fhir_reports import search_reports
from teleread.views.fhir_search import Page, Wanted, find_orders, find_readings, find_studies
from teleread.views.fhir_studies import search_orders, search_studies
from teleread.web.dependencies import Caller, CurrentCaller, Reader, Run, Runtime
from teleread.web.dicomweb.addresses import BaseUrl
from teleread.web.fhir.answers import fhir_json, with_version
from teleread.web.fhir.asking import Asked, Token, mark_of, understood, words_of
from teleread.web.fhir.reading import JSON_ONLY, opened_report, report_in_api, router
from teleread.workflow.desk.fhir import Opened, note_opened

Words = Annotated[list[tuple[str, str]], Depends(words_of)]
Find = Callable[..., list[UUID]]


class Search:
    """One search: who asks for what, and where the answer is to point."""

    def __init__(
        self, words: Words, base: BaseUrl, caller: CurrentCaller, session: Reader, run: Run, request: Request
    ) -> None:
        self.words, self.base, self.request = words, f"{base}{BASE}", request
        self.caller: Caller = caller
        self.session: Session = session
        self.run: Runtime = run

    def wanted(self, kind: str, find: Find | None) -> tuple[Asked, Wanted]:
        """Return what is asked for, with every identifier resolved to our keys."""
        asked = understood(kind, self.words)
        ids = asked.ids
        if asked.identifiers is not None and find is not None:
            ids = _both(ids, _found(find, self.session, self.caller.scope, asked.identifiers))
        patients = asked.patients
        if asked.patient_identifiers is not None:
            patients = _both(patients, _patients(self.session, self.caller.scope, asked.patient_identifiers))
        return asked, Wanted(max(asked.count, 1), ids, patients, asked.since, asked.before, asked.after)

    def answer(self, kind: str, asked: Asked, wanted: Wanted, page: Page[Any], told: Sequence[Resource]) -> Response:
        """Return a page of matches; with a count of nothing only how many there are."""
        links = {"self": self._link(kind, asked, wanted, after=asked.after)}
        if asked.count and page.next_after is not None:
            links["next"] = self._link(kind, asked, wanted, after=page.next_after)
        shown = [with_version(each) for each in told] if asked.count else []
        return fhir_json(found(shown, total=page.total, base=self.base, links=links))

    def note(self, opened: Iterable[Opened], asked: Asked) -> None:
        """Note what was told."""
        if asked.count:
            note_opened(self.run.database, list(opened), account=self.caller.account, at=self.run.clock())

    def _link(self, kind: str, asked: Asked, wanted: Wanted, *, after: Any) -> str:
        words = [("_lastUpdated", each) for each in asked.changed]
        for name, keys in (("_id", wanted.ids), ("patient", wanted.patients)):
            if keys is not None:
                words.append((name, ",".join(str(key) for key in keys) or NOBODY))
        words.append(("_count", str(asked.count)))
        if after is not None:
            words.append(("_after", mark_of(after)))
        return f"{self.base}/{kind}?{urlencode(words)}"


NOBODY = "none"
"""Names no record, where an identifier that was asked for is nobody's."""

Asking = Annotated[Search, Depends()]


@router.get("/DiagnosticReport", **JSON_ONLY)
@router.post("/DiagnosticReport/_search", name="post_search_diagnostic_reports", **JSON_ONLY)
def search_diagnostic_reports(search: Asking) -> Response:
    """Search for reports as they stand, the last signed first."""
    asked, wanted = search.wanted("DiagnosticReport", find_readings)
    page = search_reports(search.session, search.caller.scope, wanted)
    search.note((opened_report(each) for each in page.told), asked)
    return search.answer("DiagnosticReport", asked, wanted, page, [report_in_api(each) for each in page.told])


@router.get("/ImagingStudy", **JSON_ONLY)
@router.post("/ImagingStudy/_search", name="post_search_imaging_studies", **JSON_ONLY)
def search_imaging_studies(search: Asking) -> Response:
    """Search for studies, the last received first."""
    asked, wanted = search.wanted("ImagingStudy", find_studies)
    page = search_studies(search.session, search.caller.scope, wanted)
    search.note((Opened("study", each.id, each.clinic.id) for each in page.told), asked)
    resources = [imaging_study(each, refer=in_api) for each in page.told]
    return search.answer("ImagingStudy", asked, wanted, page, resources)


@router.get("/ServiceRequest", **JSON_ONLY)
@router.post("/ServiceRequest/_search", name="post_search_service_requests", **JSON_ONLY)
def search_service_requests(search: Asking) -> Response:
    """Search for orders, the last placed first."""
    asked, wanted = search.wanted("ServiceRequest", find_orders)
    page = search_orders(search.session, search.caller.scope, wanted)
    search.note((Opened("request", each.id, each.clinic.id) for each in page.told), asked)
    resources = [service_request(each, refer=in_api) for each in page.told]
    return search.answer("ServiceRequest", asked, wanted, page, resources)


@router.get("/Patient", **JSON_ONLY)
@router.post("/Patient/_search", name="post_search_patients", **JSON_ONLY)
def search_patients(search: Asking) -> Response:
    """Search for patients by number or key; who asks for nobody in particular is told of nobody."""
    asked, wanted = search.wanted("Patient", _patient_keys)
    told = load_patients(search.session, search.caller.scope, (wanted.ids or ())[: wanted.limit])
    page: Page[PatientTold] = Page(told, len(told), None)
    search.note((Opened("patient", each.id, each.clinic.id) for each in told), asked)
    return search.answer("Patient", asked, wanted, page, [patient(each, refer=in_api) for each in told])


def _patient_keys(session: Session, scope: Scope, *, system: str | None, value: str) -> list[UUID]:
    return [each.id for each in find_patients(session, scope, system=system, value=value)]


def _patients(session: Session, scope: Scope, tokens: Iterable[Token]) -> tuple[UUID, ...]:
    return _found(_patient_keys, session, scope, tokens)


def _found(find: Find, session: Session, scope: Scope, tokens: Iterable[Token]) -> tuple[UUID, ...]:
    keys = [key for token in tokens for key in find(session, scope, system=token.system, value=token.value)]
    return tuple(dict.fromkeys(keys))


def _both(asked: tuple[UUID, ...] | None, keys: tuple[UUID, ...]) -> tuple[UUID, ...]:
    return keys if asked is None else tuple(key for key in keys if key in asked)
