"""Who may ask what: one line for every route. A route that is not here fails the test.

A person with one of the roles is let through to the records of their own
Scope; what then follows from the state of the records is other tests' affair.
Of another clinic's records they learn nothing, not even that they exist: 404.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.integration.permissions.sides import Side

TECHNICIAN, DOCTOR, AUTHOR, REVIEWER, ADMIN = "technician", "township_doctor", "author", "reviewer", "admin"
STRANGER = "stranger"
ROLES = (TECHNICIAN, DOCTOR, AUTHOR, REVIEWER, ADMIN)

EVERYBODY = frozenset(ROLES)
CLINIC = frozenset({TECHNICIAN, DOCTOR})
SPECIALISTS = frozenset({AUTHOR, REVIEWER})
ADMINS = frozenset({ADMIN})


@dataclass(frozen=True)
class Rule:
    """Who is let through, and what a request needs so that it gets as far as the records.

    Parameters
    ----------
    body, query
        Made from the side whose records are tried; `{name}` in a query stands for a key of it.
    also
        Statuses that mean "let through" here although they are a 401, 403 or
        404: the record was found, and something about it was refused.
    is_search
        Another clinic's records are not found, as none would be: 204 (PS3.18 8.3.4).
    is_of_own_clinic
        The path names no record: its UID is one of the caller's clinic, whoever else has it.
    """

    roles: frozenset[str]
    body: Callable[[Side], Any] | None = None
    query: dict[str, str] = field(default_factory=dict)
    also: frozenset[int] = frozenset()
    is_search: bool = False
    is_of_own_clinic: bool = False


def body(**values: Any) -> Callable[[Side], Any]:
    """Say what a body holds; `{name}` stands for a key of the side."""
    return lambda side: {
        name: value.format(**side.ids) if isinstance(value, str) else value for name, value in values.items()
    }


NOT_FIT = frozenset({403})
"""The Reading is not this person's to hold: a rule of the Reading, told by its own code."""

PUBLIC = Rule(EVERYBODY | {STRANGER})
NEW_NAME = body(name="{clinic_key} anew")
NEW_ROBOT = body(name="{clinic_key} anew", kind="wecom")
HELD = body(fencing_token=1)
HELD_SIGNED = body(fencing_token=1, second_factor={"password": "not theirs"})
SHOWN_SIGNED = body(revision=1, second_factor={"password": "not theirs"})
HELD_LATE = body(fencing_token=1, late_instance_at="2026-03-02T08:00:00Z")
HELD_WHY = body(fencing_token=1, reason="图像不清")
WHY = body(reason="图像不清")

SESSION = {
    ("POST", "/api/session"): Rule(
        EVERYBODY | {STRANGER}, body(name="nobody", password="nothing at all"), also=frozenset({401})
    ),
    ("GET", "/api/session"): Rule(EVERYBODY),
    # A program's token is no login: there is nothing to end and no password of its own.
    ("DELETE", "/api/session"): Rule(EVERYBODY, also=frozenset({401})),
    # Only a login of a person's own has a device; the test asks by bearer token.
    ("POST", "/api/session/codes"): Rule(EVERYBODY, body(password="not theirs"), also=frozenset({401})),
    ("POST", "/api/session/codes/confirm"): Rule(EVERYBODY, body(totp="123456"), also=frozenset({401})),
    ("POST", "/api/session/codes/remove"): Rule(EVERYBODY, body(password="not theirs"), also=frozenset({401})),
    ("POST", "/api/session/password"): Rule(
        EVERYBODY, body(old_password="wrong wrong", new_password="another password"), also=frozenset({401})
    ),
}

PEOPLE = {
    ("GET", "/api/accounts"): Rule(ADMINS),
    ("POST", "/api/accounts"): Rule(
        ADMINS, body(name="{clinic_key}-new", display_name="new", roles=["technician"], clinic_id="{clinic_id}")
    ),
    ("PATCH", "/api/accounts/{account_id}"): Rule(
        ADMINS, body(display_name="other", roles=["author"], department_id="{department_id}")
    ),
    ("POST", "/api/accounts/{account_id}/deactivate"): Rule(ADMINS),
    ("POST", "/api/accounts/{account_id}/reactivate"): Rule(ADMINS),
    ("POST", "/api/accounts/{account_id}/reset-password"): Rule(ADMINS),
    ("GET", "/api/tokens"): Rule(ADMINS),
    ("POST", "/api/tokens"): Rule(ADMINS, body(account_id="{account_id}")),
    ("DELETE", "/api/tokens/{token_id}"): Rule(ADMINS),
    ("GET", "/api/credentials"): Rule(ADMINS),
    ("POST", "/api/credentials"): Rule(ADMINS, body(account_id="{account_id}", modality="xray", part="author")),
    ("DELETE", "/api/credentials/{credential_id}"): Rule(ADMINS),
    ("GET", "/api/duties"): Rule(ADMINS),
    ("POST", "/api/duties"): Rule(
        ADMINS, body(account_id="{account_id}", weekday=3, starts="08:00:00", ends="12:00:00")
    ),
    ("DELETE", "/api/duties/{duty_id}"): Rule(ADMINS),
    ("GET", "/api/stations"): Rule(ADMINS),
    ("POST", "/api/stations"): Rule(
        ADMINS,
        body(
            account_id="{account_id}",
            clinic_id="{clinic_id}",
            begins_at="2027-03-02T08:00:00Z",
            ends_at="2027-03-03T08:00:00Z",
        ),
    ),
    ("DELETE", "/api/stations/{station_id}"): Rule(ADMINS),
    ("GET", "/api/audit"): Rule(ADMINS),
}

PLACES = {
    ("GET", "/api/clinics"): Rule(ADMINS),
    ("POST", "/api/clinics"): Rule(ADMINS, body(name="{clinic_key} new clinic")),
    ("PATCH", "/api/clinics/{clinic_id}"): Rule(ADMINS, NEW_NAME),
    ("GET", "/api/sites"): Rule(ADMINS),
    ("POST", "/api/sites"): Rule(ADMINS, body(clinic_id="{clinic_id}", name="new")),
    ("PATCH", "/api/sites/{site_id}"): Rule(ADMINS, NEW_NAME),
    ("PUT", "/api/sites/{site_id}/plain"): Rule(ADMINS, body(allows_plain=True)),
    ("PUT", "/api/sites/{site_id}/limits"): Rule(ADMINS, body(most_associations=4)),
    ("GET", "/api/site-certificates"): Rule(ADMINS),
    ("POST", "/api/site-certificates"): Rule(ADMINS, body(site_id="{site_id}", pem="{spare_certificate}")),
    ("DELETE", "/api/site-certificates/{certificate_id}"): Rule(ADMINS),
    ("GET", "/api/departments"): Rule(ADMINS),
    ("POST", "/api/departments"): Rule(ADMINS, NEW_NAME),
    ("PATCH", "/api/departments/{department_id}"): Rule(ADMINS, body(name="{clinic_key} other")),
    ("GET", "/api/partnerships"): Rule(ADMINS),
    ("POST", "/api/partnerships"): Rule(
        ADMINS, body(clinic_id="{clinic_id}", department_id="{department_id}", modality="ecg")
    ),
    ("PATCH", "/api/partnerships/{partnership_id}"): Rule(ADMINS, body(single_signature=False)),
    ("DELETE", "/api/partnerships/{partnership_id}"): Rule(ADMINS),
    ("GET", "/api/terms"): Rule(ADMINS),
    ("POST", "/api/terms"): Rule(
        ADMINS, body(clinic_id="{clinic_id}", modality="other", priority="routine", minutes=90)
    ),
    ("DELETE", "/api/terms/{term_id}"): Rule(ADMINS),
    ("GET", "/api/return-routes"): Rule(ADMINS),
    ("POST", "/api/return-routes"): Rule(ADMINS, body(clinic_id="{clinic_id}", ae_id="{listening_ae_id}")),
    ("GET", "/api/return-route-kinds"): Rule(ADMINS),
    ("PUT", "/api/return-routes/{route_id}"): Rule(ADMINS, body(ae_id="{listening_ae_id}")),
    ("POST", "/api/return-routes/{route_id}/trial"): Rule(ADMINS),
    ("DELETE", "/api/return-routes/{route_id}"): Rule(ADMINS),
    ("GET", "/api/forwarding-destinations"): Rule(ADMINS),
    ("POST", "/api/forwarding-destinations"): Rule(
        ADMINS, body(name="PACS of {clinic_key}", kind="dicom", ae_id="{listening_ae_id}")
    ),
    ("PUT", "/api/forwarding-destinations/{destination_id}"): Rule(
        ADMINS, body(name="{clinic_key} PACS", kind="stow", url="https://pacs.example/dicom-web")
    ),
    ("DELETE", "/api/forwarding-destinations/{destination_id}"): Rule(ADMINS),
    ("POST", "/api/forwarding-destinations/{destination_id}/retry"): Rule(ADMINS),
    ("POST", "/api/forwarding-destinations/{destination_id}/studies"): Rule(ADMINS, body(study_id="{open_study_id}")),
    ("GET", "/api/routing-rules"): Rule(ADMINS),
    ("POST", "/api/routing-rules"): Rule(
        ADMINS, body(clinic_id="{clinic_id}", destination_id="{destination_id}", modality="DX")
    ),
    ("DELETE", "/api/routing-rules/{routing_rule_id}"): Rule(ADMINS),
    ("GET", "/api/forwardings"): Rule(ADMINS),
    ("POST", "/api/forwardings/{forwarding_id}/retry"): Rule(ADMINS),
    ("GET", "/api/commitment-reports"): Rule(ADMINS),
    ("POST", "/api/commitment-reports/{commitment_id}/retry"): Rule(ADMINS),
    ("GET", "/api/aes"): Rule(ADMINS),
    ("POST", "/api/aes"): Rule(ADMINS, body(clinic_id="{clinic_id}", ae_title="NEW-{clinic_key}")),
    ("PATCH", "/api/aes/{ae_id}"): Rule(ADMINS, body(network="10.0.0.0/8")),
    ("DELETE", "/api/aes/{ae_id}"): Rule(ADMINS),
}

KEEPING = {
    ("GET", "/api/keeping"): Rule(ADMINS),
    ("GET", "/api/retention-rules"): Rule(ADMINS),
    ("POST", "/api/retention-rules"): Rule(ADMINS, body(clinic_id="{clinic_id}", modality="ecg", years=30)),
    ("DELETE", "/api/retention-rules/{rule_id}"): Rule(ADMINS),
    ("GET", "/api/retention/due"): Rule(ADMINS),
    ("GET", "/api/studies/{study_id}/retention"): Rule(ADMINS),
    ("GET", "/api/study-holds"): Rule(ADMINS),
    ("POST", "/api/study-holds"): Rule(ADMINS, body(study_id="{open_study_id}", reason="医疗纠纷")),
    ("POST", "/api/study-holds/{hold_id}/lift"): Rule(ADMINS),
    ("GET", "/api/deletions"): Rule(ADMINS),
    ("POST", "/api/deletions"): Rule(ADMINS, body(study_id="{study_id}", reason="test_data", note="测试")),
    # Whoever proposed does not approve.
    ("POST", "/api/deletions/{deletion_id}/approve"): Rule(ADMINS, also=frozenset({403})),
    ("POST", "/api/deletions/{deletion_id}/refuse"): Rule(ADMINS),
}

WATCH = {
    ("GET", "/api/overview"): Rule(ADMINS),
    ("GET", "/api/turnaround"): Rule(ADMINS, query={"from": "2026-03-01T00:00:00Z", "until": "2026-03-03T00:00:00Z"}),
}

PICTURES = {
    ("GET", "/api/instances/{instance_id}"): Rule(EVERYBODY),
    ("GET", "/api/instances/{instance_id}/frames/{number}"): Rule(EVERYBODY),
    ("GET", "/api/instances/{instance_id}/rendered"): Rule(EVERYBODY),
    ("GET", "/api/instances/{instance_id}/preview"): Rule(EVERYBODY, also=frozenset({404})),
    ("GET", "/api/instances/{instance_id}/preview-clip"): Rule(EVERYBODY, also=frozenset({404})),
    ("GET", "/api/instances/{instance_id}/lossless/{frame}"): Rule(EVERYBODY, also=frozenset({404})),
    ("GET", "/api/instances/{instance_id}/waveform"): Rule(EVERYBODY, also=frozenset({404})),
    ("GET", "/api/instances/{instance_id}/waveform/{group}"): Rule(EVERYBODY, also=frozenset({404})),
    ("GET", "/api/instances/{instance_id}/document"): Rule(EVERYBODY, also=frozenset({404})),
    ("GET", "/api/instances/{instance_id}/original"): Rule(EVERYBODY),
}

ORDERS = {
    ("GET", "/api/requests"): Rule(EVERYBODY),
    ("POST", "/api/requests"): Rule(
        CLINIC, body(patient_id="QS-7", patient_name="王五", modality="xray", clinical_question="咳嗽")
    ),
    ("GET", "/api/requests/{request_id}"): Rule(EVERYBODY),
    ("POST", "/api/requests/{request_id}/cancel"): Rule(CLINIC),
}

READINGS = {
    ("GET", "/api/readings"): Rule(EVERYBODY, query={"view": "open"}),
    ("POST", "/api/readings/search"): Rule(EVERYBODY, body(patient_name="患者")),
    ("GET", "/api/readings/{reading_id}"): Rule(EVERYBODY),
    ("POST", "/api/readings/{reading_id}/open"): Rule(EVERYBODY),
    ("POST", "/api/readings/{reading_id}/shown"): Rule(SPECIALISTS, body(instances=[])),
    ("GET", "/api/readings/{reading_id}/priors"): Rule(EVERYBODY),
    # The Reading is found and the study is none of its earlier ones.
    ("POST", "/api/readings/{reading_id}/priors/{study_id}/open"): Rule(EVERYBODY, also=frozenset({404})),
    ("POST", "/api/readings/{reading_id}/claim"): Rule(SPECIALISTS, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/start"): Rule(SPECIALISTS, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/heartbeat"): Rule(SPECIALISTS, HELD, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/release"): Rule(SPECIALISTS | ADMINS, HELD_WHY, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/acknowledge-late"): Rule(SPECIALISTS, HELD_LATE, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/reject"): Rule(
        SPECIALISTS, body(fencing_token=1, reason="positioning"), also=NOT_FIT
    ),
    ("GET", "/api/readings/{reading_id}/rejection"): Rule(EVERYBODY, also=frozenset({404})),
    ("GET", "/api/readings/{reading_id}/questions"): Rule(EVERYBODY),
    ("POST", "/api/readings/{reading_id}/questions"): Rule(SPECIALISTS | ADMINS, body(words="何时摔伤"), also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/pictures"): Rule(EVERYBODY, body(), also=NOT_FIT),
    ("GET", "/api/readings/{reading_id}/opinions"): Rule(EVERYBODY),
    ("GET", "/api/readings/{reading_id}/opinions/invitable"): Rule(SPECIALISTS | ADMINS),
    ("POST", "/api/readings/{reading_id}/opinions"): Rule(SPECIALISTS | ADMINS, body(kind="blinded"), also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/compare"): Rule(SPECIALISTS, body(verdict="agrees"), also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/pause"): Rule(SPECIALISTS | ADMINS, WHY, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/resume"): Rule(EVERYBODY, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/cancel"): Rule(CLINIC | ADMINS, WHY),
    ("POST", "/api/readings/{reading_id}/contradictions"): Rule(SPECIALISTS, body(findings="", impression="")),
    ("POST", "/api/readings/{reading_id}/last-report"): Rule(SPECIALISTS, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/request"): Rule(CLINIC | ADMINS, body(request_id="{request_id}")),
}

ASKING = {
    ("GET", "/api/rejection-reasons"): Rule(EVERYBODY),
    ("GET", "/api/retakes"): Rule(EVERYBODY),
    ("GET", "/api/questions"): Rule(EVERYBODY),
    ("POST", "/api/questions/{question_id}/answer"): Rule(CLINIC, body(words="昨天")),
    ("GET", "/api/pictures/{picture_id}"): Rule(EVERYBODY),
    ("GET", "/api/opinions"): Rule(SPECIALISTS),
}

AMENDMENTS = {
    ("POST", "/api/reports/{report_id}/amendments"): Rule(
        SPECIALISTS, body(kind="recall", reason="左右写反"), also=NOT_FIT
    ),
    ("GET", "/api/amendments"): Rule(SPECIALISTS | ADMINS),
    ("GET", "/api/amendments/{amendment_id}"): Rule(SPECIALISTS | ADMINS),
    # Who signed nothing of a report neither writes its amendment nor answers for it: told by rules of their own.
    ("PUT", "/api/amendments/{amendment_id}"): Rule(
        SPECIALISTS, body(revision=1, reason="左右写反", findings="", impression="右侧"), also=NOT_FIT
    ),
    ("POST", "/api/amendments/{amendment_id}/submit"): Rule(SPECIALISTS, SHOWN_SIGNED, also=NOT_FIT),
    ("POST", "/api/amendments/{amendment_id}/sign"): Rule(SPECIALISTS, SHOWN_SIGNED, also=NOT_FIT),
    ("POST", "/api/amendments/{amendment_id}/return"): Rule(
        SPECIALISTS, body(revision=1, reason="再看一眼"), also=NOT_FIT
    ),
    ("POST", "/api/amendments/{amendment_id}/abandon"): Rule(
        SPECIALISTS | ADMINS, body(revision=1, reason="不需要"), also=NOT_FIT
    ),
    ("GET", "/api/verify-tasks"): Rule(SPECIALISTS),
    ("POST", "/api/verify-tasks/{task_id}/confirm"): Rule(SPECIALISTS, body(comment="无变化"), also=NOT_FIT),
}

WRITING = {
    ("GET", "/api/templates"): Rule(SPECIALISTS | ADMINS),
    ("GET", "/api/templates/{key}/versions/{version}"): Rule(SPECIALISTS | ADMINS, also=frozenset({404})),
    ("GET", "/api/templates/{key}/versions/{version}/file"): Rule(SPECIALISTS | ADMINS, also=frozenset({404})),
    ("POST", "/api/templates/check"): Rule(frozenset({REVIEWER, ADMIN}), body(content="{{}}")),
    ("POST", "/api/templates"): Rule(frozenset({REVIEWER, ADMIN}), body(content="{{}}")),
    ("POST", "/api/templates/{key}/retire"): Rule(frozenset({REVIEWER, ADMIN}), also=frozenset({404})),
    ("GET", "/api/phrases"): Rule(SPECIALISTS | ADMINS),
    ("POST", "/api/phrases"): Rule(SPECIALISTS | ADMINS, body(owner="personal", short_key="{clinic_key}", text="x")),
    ("PUT", "/api/phrases/{phrase_id}"): Rule(
        SPECIALISTS | ADMINS, body(short_key="zc", text="x", revision=1), also=frozenset({404})
    ),
    ("DELETE", "/api/phrases/{phrase_id}"): Rule(SPECIALISTS | ADMINS, also=frozenset({404})),
}

CRITICAL = {
    ("GET", "/api/readings/{reading_id}/critical"): Rule(EVERYBODY),
    ("POST", "/api/readings/{reading_id}/critical"): Rule(
        SPECIALISTS, body(criterion_key="xray.free_air", words="膈下游离气体"), also=NOT_FIT
    ),
    ("GET", "/api/critical-findings"): Rule(EVERYBODY),
    ("GET", "/api/critical-findings/{critical_finding_id}"): Rule(EVERYBODY),
    ("POST", "/api/critical-findings/{critical_finding_id}/outcome"): Rule(
        SPECIALISTS | ADMINS, body(outcome="unable_to_reach", to_name="值班室", way="phone")
    ),
    ("POST", "/api/critical-findings/{critical_finding_id}/read-back"): Rule(CLINIC, body(read_back="膈下游离气体")),
    ("POST", "/api/critical-findings/{critical_finding_id}/action"): Rule(EVERYBODY, body(action="已转诊")),
    ("POST", "/api/critical-findings/{critical_finding_id}/close"): Rule(SPECIALISTS | ADMINS, body(note="")),
    # Who neither held the Reading nor is an admin does not take back what another raised.
    ("POST", "/api/critical-findings/{critical_finding_id}/withdraw"): Rule(SPECIALISTS | ADMINS, WHY, also=NOT_FIT),
    ("GET", "/api/critical-counts"): Rule(ADMINS),
    ("GET", "/api/critical-provinces"): Rule(ADMINS),
    ("GET", "/api/critical-criteria/{province}"): Rule(EVERYBODY, is_of_own_clinic=True),
    ("PUT", "/api/critical-criteria/{province}"): Rule(ADMINS, body(criteria=[], revision=0), is_of_own_clinic=True),
    ("GET", "/api/clinics/{clinic_id}/critical-plan"): Rule(ADMINS),
    ("PUT", "/api/clinics/{clinic_id}/critical-plan"): Rule(ADMINS, body(province="52", levels=[])),
    ("GET", "/api/notice-mail"): Rule(ADMINS),
    ("GET", "/api/notices"): Rule(ADMINS),
    ("POST", "/api/notices/{notice_id}/retry"): Rule(ADMINS),
    ("GET", "/api/notice-robots"): Rule(ADMINS),
    ("POST", "/api/notice-robots"): Rule(ADMINS, body(name="{clinic_key} anew", kind="wecom")),
    ("PUT", "/api/notice-robots/{robot_id}"): Rule(ADMINS, NEW_ROBOT),
    ("POST", "/api/notice-robots/{robot_id}/test"): Rule(ADMINS),
    ("DELETE", "/api/notice-robots/{robot_id}"): Rule(ADMINS),
}

HANGING = {
    ("GET", "/api/hanging-rules"): Rule(EVERYBODY),
    ("PUT", "/api/hanging-rules"): Rule(SPECIALISTS, body(rules=[], revision=0)),
}

REPORTS = {
    ("PUT", "/api/readings/{reading_id}/draft"): Rule(
        SPECIALISTS, body(fencing_token=1, findings="", impression="未见异常", revision=0), also=NOT_FIT
    ),
    ("PUT", "/api/readings/{reading_id}/evidence"): Rule(
        SPECIALISTS, body(fencing_token=1, revision=0, marks=[], key_images=[]), also=NOT_FIT
    ),
    ("POST", "/api/readings/{reading_id}/submit"): Rule(frozenset({AUTHOR}), HELD_SIGNED, also=NOT_FIT),
    ("POST", "/api/readings/{reading_id}/sign"): Rule(SPECIALISTS, HELD_SIGNED, also=NOT_FIT),
    ("GET", "/api/readings/{reading_id}/change"): Rule(frozenset({REVIEWER})),
    ("GET", "/api/feedback"): Rule(frozenset({AUTHOR})),
    ("POST", "/api/feedback/seen"): Rule(frozenset({AUTHOR})),
    ("POST", "/api/readings/{reading_id}/return"): Rule(frozenset({REVIEWER}), HELD_WHY, also=NOT_FIT),
    ("GET", "/api/reports"): Rule(EVERYBODY, query={"unread": "true"}),
    ("GET", "/api/reports/{report_id}"): Rule(EVERYBODY),
    ("GET", "/api/reports/{report_id}/pdf"): Rule(EVERYBODY),
    ("POST", "/api/reports/{report_id}/acknowledge"): Rule(CLINIC),
    ("GET", "/api/deliveries"): Rule(ADMINS),
    ("GET", "/api/deliveries/undelivered"): Rule(ADMINS),
    ("POST", "/api/deliveries/retry"): Rule(ADMINS),
    ("POST", "/api/deliveries/{delivery_id}/retry"): Rule(ADMINS),
    # The code on the paper is the permission; the answer says nothing of the patient.
    ("GET", "/api/verification/{code}"): PUBLIC,
}

ARRIVED = {
    ("GET", "/api/studies"): Rule(EVERYBODY),
    ("POST", "/api/studies/search"): Rule(EVERYBODY, body(patient_name="患者")),
    ("GET", "/api/studies/{study_id}"): Rule(EVERYBODY),
    ("POST", "/api/studies/{study_id}/open"): Rule(EVERYBODY),
    ("POST", "/api/patients/{patient_id}/confirm-name"): Rule(CLINIC | ADMINS, body(patient_name="王五")),
    ("GET", "/api/discrepancies"): Rule(EVERYBODY),
    ("POST", "/api/discrepancies/{discrepancy_id}/resolve"): Rule(CLINIC | ADMINS, body(resolution="seen")),
}

OUTSIDE = {
    ("GET", "/healthz"): PUBLIC,
    ("GET", "/readyz"): Rule(EVERYBODY | {STRANGER}, also=frozenset({503})),
    # A program on this machine reads them without a login; the test's client is not on it.
    ("GET", "/metrics"): Rule(ADMINS),
    ("GET", "/api/openapi.json"): PUBLIC,
    ("GET", "/{path}"): Rule(EVERYBODY | {STRANGER}, also=frozenset({404})),
}

STUDY = "/studies/{study_instance_uid}"
SERIES = f"{STUDY}/series/{{series_instance_uid}}"
INSTANCE = f"{SERIES}/instances/{{sop_instance_uid}}"
SEARCHES = ("/studies", "/series", "/instances", f"{STUDY}/series", f"{STUDY}/instances", f"{SERIES}/instances")
RETRIEVALS = (
    STUDY,
    f"{STUDY}/metadata",
    SERIES,
    f"{SERIES}/metadata",
    INSTANCE,
    f"{INSTANCE}/metadata",
    f"{STUDY}/rendered",
    f"{STUDY}/thumbnail",
    f"{SERIES}/rendered",
    f"{SERIES}/thumbnail",
    f"{INSTANCE}/rendered",
    f"{INSTANCE}/thumbnail",
    f"{INSTANCE}/frames/{{number}}/thumbnail",
    f"{INSTANCE}/frames/{{frame_list}}",
    f"{INSTANCE}/frames/{{number}}/rendered",
    f"{INSTANCE}/bulkdata/{{element_path}}",
)
DICOMWEB = {
    ("GET", f"/dicom-web{prefix}{path}"): Rule(EVERYBODY, is_search=path in SEARCHES)
    for prefix in ("", "/clinics/{clinic_key}")
    for path in (*SEARCHES, *RETRIEVALS)
}
BY_URI = {
    "requestType": "WADO",
    "studyUID": "{study_instance_uid}",
    "seriesUID": "{series_instance_uid}",
    "objectUID": "{sop_instance_uid}",
}
URIS = {
    ("GET", "/dicom-web/wado"): Rule(EVERYBODY, query=BY_URI),
    ("GET", "/dicom-web/clinics/{clinic_key}/wado"): Rule(EVERYBODY, query=BY_URI),
}
STORES = {
    ("POST", "/dicom-web/studies"): Rule(frozenset({TECHNICIAN})),
    ("POST", f"/dicom-web{STUDY}"): Rule(frozenset({TECHNICIAN}), is_of_own_clinic=True),
    ("POST", "/dicom-web/clinics/{clinic_key}/studies"): Rule(frozenset({TECHNICIAN})),
    ("POST", f"/dicom-web/clinics/{{clinic_key}}{STUDY}"): Rule(frozenset({TECHNICIAN})),
}

SEARCHED = ("DiagnosticReport", "ImagingStudy", "ServiceRequest", "Patient")
FHIR = {
    ("GET", "/fhir/R4/metadata"): PUBLIC,
    **{("GET", f"/fhir/R4/{kind}"): Rule(EVERYBODY) for kind in SEARCHED},
    **{("POST", f"/fhir/R4/{kind}/_search"): Rule(EVERYBODY) for kind in SEARCHED},
    **{
        ("GET", f"/fhir/R4/DiagnosticReport/{{report_key}}{path}"): Rule(EVERYBODY)
        for path in ("", "/_history", "/_history/{version}")
    },
    ("GET", "/fhir/R4/ImagingStudy/{study_id}"): Rule(EVERYBODY),
    ("GET", "/fhir/R4/ServiceRequest/{request_id}"): Rule(EVERYBODY),
    ("GET", "/fhir/R4/Patient/{patient_id}"): Rule(EVERYBODY),
    ("GET", "/fhir/R4/Organization/{clinic_id}"): Rule(EVERYBODY),
    # The person signed nothing and ordered nothing, so there is nobody to tell of.
    ("GET", "/fhir/R4/Practitioner/{account_id}"): Rule(EVERYBODY, also=frozenset({404})),
    ("GET", "/fhir/R4/Binary/{report_id}"): Rule(EVERYBODY),
}

RULES: dict[tuple[str, str], Rule] = {
    **SESSION,
    **PEOPLE,
    **PLACES,
    **ORDERS,
    **READINGS,
    **ASKING,
    **WRITING,
    **AMENDMENTS,
    **CRITICAL,
    **HANGING,
    **REPORTS,
    **ARRIVED,
    **KEEPING,
    **WATCH,
    **PICTURES,
    **DICOMWEB,
    **STORES,
    **URIS,
    **FHIR,
    **OUTSIDE,
}
