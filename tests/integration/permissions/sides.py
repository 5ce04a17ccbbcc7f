"""Two clinics with real records of every kind, and people of one of them."""

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from storage import ObjectStore
from teleread.accounts.account import Role
from teleread.archive.commitment import CommitmentRequest, Reference
from teleread.archive.deletion import DeletionReason
from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.settling_records import raise_late_after_signing
from teleread.archive.study import DiscrepancyKind
from teleread.clinics.access import system_scope
from teleread.clinics.clinic import Calling, Modality, Priority
from teleread.clinics.records import ClinicRow, SiteRow, load_return_routes
from teleread.database import Database, snapshot, transaction
from teleread.forwarding.destination import DestinationKind
from teleread.forwarding.records import ForwardingRow, queue_forwardings
from teleread.identifiers import new_id
from teleread.notices.records import NoticeRow
from teleread.notices.robot import RobotKind
from teleread.reports.records import DeliveryRow
from teleread.reports.report import Report, ReportKind
from teleread.workflow.desk import (
    admissions,
    amendments,
    clinics,
    devices,
    forwardings,
    people,
    questions,
    retention,
    stations,
)
from teleread.workflow.desk.critical import RobotTyped, Sealing, add_robot
from teleread.workflow.journey.critical import raise_finding
from teleread.workflow.journey.request import place_request
from teleread.workflow.journey.settle import settle_due
from teleread.workflow.keeping.commit import promise
from teleread.worklist.question import Picture
from teleread.worklist.question_records import add_picture
from teleread.worklist.reading import Part
from tests.certificates import a_key_pair
from tests.integration.reports.ward import TEN_PAST, Ward, a_ward, put_bytes
from tests.integration.worklist.places import QUIET, an_order, arrives, readings

TWENTY_PAST = TEN_PAST + timedelta(minutes=10)


@dataclass
class Side:
    """One clinic: the keys that a path or a body may name, and the words that nobody else may read."""

    ids: dict[str, str]
    secrets: tuple[str, ...]


def a_side(database: Database, store: ObjectStore, folder: Path, *, key: str, word: str, picture: bytes) -> Side:
    """A clinic with a signed Reading, an open one, an order and a task, and parts that nothing needs."""
    ward = a_ward(database, folder, key=key, store=store)
    patient_id = f"{key.upper()}-0001"
    _name_patient(ward, word, patient_id)
    for row in ward.instances():
        put_bytes(ward, row, picture)
    report = ward.signed()
    order = an_order(patient_id=patient_id, patient_name=word, clinical_question=f"{word}的问题")
    request = place_request(
        database, ward.place.scope, ward.place.clinic_id, order=order, account=ward.doctor, at=TWENTY_PAST
    )
    patient = {"patient_id": f"{patient_id}B", "patient_name": word}
    study_id = arrives(ward.place, "US", at=TWENTY_PAST, patient=patient, accession_number=f"{key}-open")
    settle_due(database, quiet_period=QUIET, at=TWENTY_PAST + timedelta(minutes=1))
    open_reading = next(each for each in reversed(readings(database)) if each.clinic_id == ward.place.clinic_id)
    ids = {
        **_rows_of(ward),
        **_parts(database, ward, key),
        "reading_id": str(open_reading.id),
        "request_id": str(request.id),
        "report_id": str(report.id),
        "report_key": str(report.reading_id),
        "code": report.verification_code,
        "open_study_id": str(study_id),
        "discrepancy_id": _a_task(database, ward.place.clinic_id),
        **_kept(database, ward),
        **_amending(database, ward, report, study_id),
        # Templates and phrases are of departments and people, not of clinics: these are nobody's.
        "key": "no-such-template",
        "version": "1",
        "phrase_id": str(UUID(int=0)),
        **_on_its_way(database, ward, key),
        **_critical(database, ward, key, folder),
        **_asked(ward, open_reading.id, word),
    }
    return Side(ids, (word, patient_id, ids["study_instance_uid"], ids["reading_id"], ids["report_id"]))


def people_of(database: Database, ward_key: str) -> dict[str, people.AddedAccount]:
    """Return one person of each role, the clinic's own or of the department that reads for it."""
    with snapshot(database) as session:
        clinic_id = session.scalars(select(ClinicRow.id).where(ClinicRow.key == ward_key)).one()
    place = {"clinic": clinic_id}
    department = f"{ward_key} 影像科"
    positions = {
        "technician": people.Position(frozenset({Role.TECHNICIAN}), **place),
        "township_doctor": people.Position(frozenset({Role.TOWNSHIP_DOCTOR}), **place),
        "author": people.Position(frozenset({Role.AUTHOR}), department=department),
        "reviewer": people.Position(frozenset({Role.REVIEWER}), department=department),
        "admin": people.Position(frozenset({Role.ADMIN})),
    }
    by = {"account": None, "at": TWENTY_PAST}
    added = {
        role: people.add_account(database, system_scope(), name=f"one-{role}", position=position, **by)
        for role, position in positions.items()
    }
    for part in Part:
        person = added[part.value].account.id
        people.add_credential(database, person=person, modality=Modality.ULTRASOUND, part=part, **by)
        people.set_duty(database, person=person, weekday=TWENTY_PAST.weekday(), starts=time(0), ends=time(0), **by)
    return added


def _name_patient(ward: Ward, word: str, patient_id: str) -> None:
    with snapshot(ward.database) as session:
        key = session.scalars(select(StudyRow.patient_key).where(StudyRow.id == ward.study_id)).one()
    ward.change(PatientRow, key, patient_name=f"X^Y={word}", patient_id=patient_id)


def _rows_of(ward: Ward) -> dict[str, str]:
    with snapshot(ward.database) as session:
        study = session.get_one(StudyRow, ward.study_id)
        series = session.scalars(select(SeriesRow).where(SeriesRow.study_id == study.id)).one()
        instance = session.scalars(select(InstanceRow).where(InstanceRow.series_id == series.id)).one()
        clinic = session.get_one(ClinicRow, study.clinic_id)
        delivery = session.scalars(select(DeliveryRow).where(DeliveryRow.clinic_id == clinic.id)).first()
        assert delivery is not None
        return {
            "clinic_id": str(clinic.id),
            "clinic_key": clinic.key,
            "study_id": str(study.id),
            "patient_id": str(study.patient_key),
            "instance_id": str(instance.id),
            "study_instance_uid": study.study_instance_uid,
            "series_instance_uid": series.series_instance_uid,
            "sop_instance_uid": instance.sop_instance_uid,
            "delivery_id": str(delivery.id),
            "number": "1",
            "frame": "1",
            "group": "1",
            "frame_list": "1",
            "element_path": "7FE00010",
        }


def _parts(database: Database, ward: Ward, key: str) -> dict[str, str]:
    """Parts that an admin may change or remove without the rest of the test needing them."""
    scope, by = system_scope(), {"account": None, "at": TWENTY_PAST}
    clinic = ward.place.clinic_id
    spare_department = clinics.add_department(database, name=f"{key} spare", **by)
    partnership = clinics.add_partnership(
        database, scope, clinic=clinic, department=spare_department.id, modality=Modality.OTHER, **by
    )
    term = clinics.set_term(
        database, scope, clinic=clinic, modality=Modality.OTHER, priority=Priority.ROUTINE, minutes=99, **by
    )
    ae = devices.add_ae(database, scope, clinic=clinic, title=f"{key[:10]}-AE", calling=Calling(), **by)
    listening = devices.add_ae(
        database, scope, clinic=clinic, title=f"{key[:10]}-HOME", calling=Calling(host="127.0.0.1", port=104), **by
    )
    with snapshot(database) as session:
        route = next(each for each in load_return_routes(session, scope) if each.end.ae_id == listening.id)
    position = people.Position(frozenset({Role.AUTHOR}), department=spare_department.id)
    person = people.add_account(database, scope, name=f"{key}-spare", position=position, **by).account
    credential = people.add_credential(database, person=person.id, modality=Modality.ECG, part=Part.AUTHOR, **by)
    duty = people.set_duty(database, person=person.id, weekday=0, starts=time(8), ends=time(12), **by)
    posted = {"account_id": person.id, "clinic_id": clinic}
    lasts = {"begins_at": TWENTY_PAST, "ends_at": TWENTY_PAST + timedelta(days=1)}
    station = stations.post(database, scope, **posted, **lasts, **by)
    token = people.create_token(database, person=person.id, **by)
    with snapshot(database) as session:
        site_id = session.scalars(select(SiteRow.id).where(SiteRow.clinic_id == clinic)).one()
    certificate = admissions.bind_certificate(
        database, scope, site_id, content=a_key_pair(key, since=TWENTY_PAST).certificate, **by
    )
    return {
        "site_id": str(site_id),
        "certificate_id": str(certificate.id),
        "spare_certificate": a_key_pair(f"{key} spare", since=TWENTY_PAST).certificate.decode(),
        "department_id": str(spare_department.id),
        "partnership_id": str(partnership.id),
        "term_id": str(term.id),
        "ae_id": str(ae.id),
        "listening_ae_id": str(listening.id),
        "route_id": str(route.id),
        "account_id": str(person.id),
        "credential_id": str(credential.id),
        "duty_id": str(duty.id),
        "station_id": str(station.id),
        "token_id": str(token.id),
    }


def _asked(ward: Ward, reading_id: UUID, word: str) -> dict[str, str]:
    """A question with a picture that waits for the clinic."""
    admin, clinic_id = ward.place.admin, ward.place.clinic_id
    stored = ward.store.put(f"questions/{new_id().hex}", [b"a picture"], {"kind": "question_picture"})
    picture = Picture(
        id=new_id(),
        reading_id=reading_id,
        clinic_id=clinic_id,
        uploaded_by=admin.id,
        uploaded_at=TWENTY_PAST,
        locator=stored.locator,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        rows=1,
        columns=1,
    )
    with transaction(ward.database) as session:
        add_picture(session, picture)
    asked = {"words": f"{word}何时摔伤？", "picture_id": picture.id, "pausing_token": None}
    question = questions.ask(
        ward.database, system_scope(), reading_id, **asked, account=admin, at=TWENTY_PAST + timedelta(minutes=2)
    )
    return {"question_id": str(question.id), "picture_id": str(picture.id)}


def _kept(database: Database, ward: Ward) -> dict[str, str]:
    """A rule, a hold and a proposal, on Studies that nothing else needs."""
    scope, by = system_scope(), {"account": ward.reviewer, "at": TWENTY_PAST}
    rule = retention.set_retention(
        database, scope, clinic=ward.place.clinic_id, modality=Modality.OTHER, years=31, **by
    )
    held, proposed = (arrives(ward.place, "OT", at=TWENTY_PAST, accession_number=f"spare-{n}") for n in range(2))
    for study_id in (held, proposed):
        ward.change(StudyRow, study_id, settled_at=TWENTY_PAST)
    hold = retention.place_hold(database, scope, held, reason="医疗纠纷", **by)
    deletion = retention.propose_deletion(database, scope, proposed, reason=DeletionReason.TEST_DATA, note="测试", **by)
    return {"rule_id": str(rule.id), "hold_id": str(hold.id), "deletion_id": str(deletion.id)}


def _on_its_way(database: Database, ward: Ward, key: str) -> dict[str, str]:
    """A PACS with a rule and an Instance that waits for it, and a device that is owed a report."""
    clinic, by = ward.place.clinic_id, {"account": None, "at": TWENTY_PAST}
    road = forwardings.Road(name=key, kind=DestinationKind.STOW, url=f"https://{key}.example/dicom-web")
    destination = forwardings.add_destination(database, road=road, keys_dir=Path("unused"), **by)
    rule = forwardings.add_rule(database, system_scope(), clinic=clinic, destination=destination.id, **by)
    instance_id = ward.instances()[0].id
    with transaction(database) as session:
        queue_forwardings(session, [(clinic, instance_id, destination.id)], at=TWENTY_PAST)
        session.flush()
        of_it = ForwardingRow.destination_id == destination.id
        forwarding_id = session.scalars(select(ForwardingRow.id).where(of_it)).one()
    request = CommitmentRequest("2.25.1", (Reference("1.2.840.10008.5.1.4.1.1.2", "2.25.2"),))
    report_id = promise(database, clinic, request=request, ae_id=None, at=TWENTY_PAST)
    return {
        "destination_id": str(destination.id),
        "routing_rule_id": str(rule.id),
        "forwarding_id": str(forwarding_id),
        "commitment_id": str(report_id),
    }


def _critical(database: Database, ward: Ward, key: str, folder: Path) -> dict[str, str]:
    """A finding that waits to be read back, and a robot that is told of it."""
    by = {"account": ward.author, "at": TWENTY_PAST}
    sealing = Sealing(folder / "keys", frozenset())
    url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"
    typed = RobotTyped(key, RobotKind.WECOM, ward.place.clinic_id, url)
    robot = add_robot(database, system_scope(), typed=typed, sealing=sealing, **by)
    finding = raise_finding(
        database,
        ward.scope(ward.author),
        ward.reading_id,
        criterion_key="xray.free_air",
        words="膈下游离气体",
        **by,
    )
    with snapshot(database) as session:
        notice_id = session.scalars(select(NoticeRow.id).where(NoticeRow.subject_id == finding.id)).one()
    return {
        "critical_finding_id": str(finding.id),
        "notice_id": str(notice_id),
        "robot_id": str(robot.id),
        "province": "52",
    }


def _amending(database: Database, ward: Ward, report: Report, study_id: UUID) -> dict[str, str]:
    """An open correction of the signed report, and a task to verify it."""
    scope = ward.scope(ward.author)
    amendment = amendments.open_amendment(
        database, scope, report.id, kind=ReportKind.CORRECTION, reason="左右写反", account=ward.author, at=TWENTY_PAST
    )
    with transaction(database) as session:
        raise_late_after_signing(
            session,
            clinic_id=ward.place.clinic_id,
            study_id=study_id,
            reading_id=ward.reading_id,
            received_at=TWENTY_PAST,
            at=TWENTY_PAST,
        )
        late = select(DiscrepancyRow.id).where(
            DiscrepancyRow.kind == DiscrepancyKind.LATE_AFTER_SIGNING, DiscrepancyRow.subject_id == study_id
        )
        return {"amendment_id": str(amendment.id), "task_id": str(session.scalars(late).one())}


def _a_task(database: Database, clinic_id: UUID) -> str:
    row = DiscrepancyRow(
        id=new_id(),
        clinic_id=clinic_id,
        kind=DiscrepancyKind.PATIENT_IDENTITY,
        subject_id=new_id(),
        other_id=new_id(),
        detail={},
        raised_at=TWENTY_PAST,
        resolved_at=None,
        resolved_by=None,
        resolution=None,
    )
    with transaction(database) as session:
        session.add(row)
    return str(row.id)
