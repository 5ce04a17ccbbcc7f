"""What the archive answers to a query of Query/Retrieve and gives out, for whoever may see it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from teleread.archive.query import Original, Query, QueryAnswers, QueryLevel, SelectionTooLarge
from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.database import Session
from teleread.scope import Scope
from teleread.views.found import Found, PatientFound
from teleread.views.matching import MATCHING
from teleread.views.qido import Level, Search, search

ANSWERS_AT_MOST = 1000
RETRIEVED_AT_MOST = 10_000

_LEVELS = {QueryLevel.STUDY: Level.STUDY, QueryLevel.SERIES: Level.SERIES, QueryLevel.IMAGE: Level.INSTANCE}

Values = Mapping[str, Any]


def answer_query(session: Session, scope: Scope, query: Query) -> QueryAnswers:
    """Return what is known of every match inside the Scope, newest first.

    Raises
    ------
    MatchInvalid
        If a value cannot be one of its attribute's.
    """
    if query.level is QueryLevel.PATIENT:
        values = [_of_patient(row) for row in _patients(session, scope, query.matches)]
    else:
        wanted = Search(query.matches, limit=ANSWERS_AT_MOST + 1, offset=0)
        values = [_of_found(found) for found in search(session, scope, _LEVELS[query.level], wanted)]
    return QueryAnswers(tuple(values[:ANSWERS_AT_MOST]), is_whole=len(values) <= ANSWERS_AT_MOST)


def load_originals(session: Session, scope: Scope, selection: Query) -> list[Original]:
    """Return the current Instances that a selection names, in the order of their numbers.

    Raises
    ------
    SelectionTooLarge
        If they are more than one retrieval gives.
    """
    wanted = Search(selection.matches, limit=RETRIEVED_AT_MOST + 1, offset=0)
    found = search(session, scope, Level.INSTANCE, wanted)
    if len(found) > RETRIEVED_AT_MOST:
        raise SelectionTooLarge
    return [_original(each.study.id, each.instance) for each in found if each.instance is not None]


def _original(study_id: UUID, instance: InstanceRow) -> Original:
    return Original(
        study_id=study_id,
        sop_class_uid=instance.sop_class_uid,
        sop_instance_uid=instance.sop_instance_uid,
        transfer_syntax_uid=instance.transfer_syntax_uid,
        locator=instance.locator,
    )


def _patients(session: Session, scope: Scope, matches: Mapping[str, str]) -> list[PatientRow]:
    of_patient = exists().where(
        StudyRow.patient_key == PatientRow.id,
        SeriesRow.study_id == StudyRow.id,
        InstanceRow.series_id == SeriesRow.id,
        InstanceRow.standing == InstanceStanding.CURRENT,
    )
    statement = select(PatientRow).where(of_patient).order_by(PatientRow.id.desc()).limit(ANSWERS_AT_MOST + 1)
    for keyword, value in matches.items():
        matching, column = MATCHING[keyword]
        statement = statement.where(matching(column, value, keyword))
    if scope.clinic_ids is not None:
        statement = statement.where(PatientRow.clinic_id.in_(scope.clinic_ids))
    return list(session.scalars(statement))


def _of_patient(patient: PatientRow | PatientFound) -> Values:
    born = patient.patient_birth_date
    return {
        "PatientName": patient.patient_name,
        "PatientID": patient.patient_id,
        "IssuerOfPatientID": patient.issuer_of_patient_id,
        "PatientBirthDate": f"{born:%Y%m%d}" if born else None,
        "PatientSex": patient.patient_sex,
    }


def _of_found(found: Found) -> Values:
    values: dict[str, Any] = {**_of_patient(found.patient), **_of_study(found)}
    if found.series is not None:
        values |= _of_series(found.series)
    if found.series is not None and found.instance is None:
        values["NumberOfSeriesRelatedInstances"] = found.number_of_instances
    if found.instance is not None:
        values |= _of_instance(found.instance)
    return values


def _of_study(found: Found) -> Values:
    study = found.study
    of_study: dict[str, Any] = {
        "StudyInstanceUID": study.study_instance_uid,
        "StudyDate": study.study_date,
        "StudyTime": study.study_time,
        "AccessionNumber": study.accession_number,
        "StudyDescription": study.study_description,
        "ReferringPhysicianName": study.referring_physician_name,
        "ModalitiesInStudy": "\\".join(found.modalities),
    }
    if found.series is None:
        of_study |= {
            "NumberOfStudyRelatedSeries": found.number_of_series,
            "NumberOfStudyRelatedInstances": found.number_of_instances,
        }
    return of_study


def _of_series(series: SeriesRow) -> Values:
    return {
        "SeriesInstanceUID": series.series_instance_uid,
        "Modality": series.modality,
        "SeriesNumber": series.series_number,
        "SeriesDescription": series.series_description,
        "BodyPartExamined": series.body_part_examined,
        "Laterality": series.laterality,
    }


def _of_instance(instance: InstanceRow) -> Values:
    return {
        "SOPInstanceUID": instance.sop_instance_uid,
        "SOPClassUID": instance.sop_class_uid,
        "InstanceNumber": instance.instance_number,
        "NumberOfFrames": instance.number_of_frames,
        "Rows": instance.rows,
        "Columns": instance.columns,
        "AvailableTransferSyntaxUID": instance.transfer_syntax_uid,
    }
