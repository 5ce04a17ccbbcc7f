"""The clinic is asked, answers with a picture, and the Reading goes on."""

import io
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from teleread.database import Database
from tests.integration.reports.ward import a_ward
from tests.integration.web.hospital import Hospital, a_hospital


@pytest.fixture
def hospital(database: Database, tmp_path: Path) -> Iterator[Hospital]:
    with a_hospital(database, tmp_path) as built:
        yield built


def photograph(kind: str = "JPEG") -> bytes:
    content, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Telephone of Dr Zhang"
    Image.new("RGB", (60, 40), "red").save(content, kind, exif=exif)
    return content.getvalue()


def attach(hospital: Hospital, who, content: bytes):
    hospital.ask("GET", "/api/session", who)
    headers = {"Authorization": f"Bearer {hospital.tokens[who.name]}", "Content-Type": "image/jpeg"}
    return hospital.client.post(f"/api/readings/{hospital.ward.reading_id}/pictures", content=content, headers=headers)


def test_a_question_pauses_and_its_answer_with_a_picture_goes_on(hospital: Hospital, tmp_path: Path):
    ward = hospital.ward
    path = f"/api/readings/{ward.reading_id}"
    token = ward.start(ward.author)
    said = hospital.ask("POST", f"{path}/questions", ward.author, words="有无外伤史？", pausing_token=token)
    assert said.status_code == 201, said.text
    assert hospital.ask("GET", path, ward.author).json()["is_paused"] is True

    (waiting,) = hospital.ask("GET", "/api/questions", ward.doctor).json()
    assert (waiting["question"]["words"], waiting["reading"]["questions_open"]) == ("有无外伤史？", 1)
    kept = attach(hospital, ward.doctor, photograph("PNG"))
    assert kept.status_code == 201, kept.text
    picture_id = kept.json()["id"]
    assert hospital.ask("GET", f"/api/pictures/{picture_id}", ward.author).status_code == 404
    answer = f"/api/questions/{waiting['question']['id']}/answer"
    assert hospital.ask("POST", answer, ward.doctor, words="昨日摔倒", picture_id=picture_id).status_code == 201
    assert hospital.ask("POST", answer, ward.doctor, words="又及").json()["code"] == "question_answered"

    assert hospital.ask("GET", path, ward.author).json()["is_paused"] is False
    (question,) = hospital.ask("GET", f"{path}/questions", ward.author).json()["questions"]
    assert question["answer"]["words"] == "昨日摔倒"
    shown = hospital.ask("GET", f"/api/pictures/{picture_id}", ward.author)
    with Image.open(io.BytesIO(shown.content)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (60, 40), {})
    assert b"Zhang" not in shown.content
    assert {"question.asked", "question.picture_attached", "question.answered"} <= set(ward.audited())
    assert hospital.ask("GET", "/api/questions", ward.author).json() == []

    other = a_ward(ward.database, tmp_path / "other", key="baishi", store=ward.store)
    assert hospital.ask("GET", f"/api/pictures/{picture_id}", other.doctor).status_code == 404


@pytest.mark.parametrize("content", [b"", b"no picture", photograph()[:300], b"GIF89a" + b"\0" * 50])
def test_what_is_no_picture_is_refused(hospital: Hospital, content: bytes):
    refused = attach(hospital, hospital.ward.doctor, content)

    assert refused.status_code == 422
    assert refused.json()["code"] in {"data_set_unreadable", "cannot_show"}


def test_a_question_beside_the_work_does_not_pause_and_only_the_clinic_answers(hospital: Hospital):
    ward = hospital.ward
    ward.start(ward.author)
    hospital.ask("POST", f"/api/readings/{ward.reading_id}/questions", ward.author, words="既往片？")

    assert ward.reading().is_paused is False
    (waiting,) = hospital.ask("GET", "/api/questions", ward.author).json()
    path = f"/api/questions/{waiting['question']['id']}/answer"
    assert hospital.ask("POST", path, ward.author, words="我答").status_code == 403
    said = {"words": "见附图", "picture_id": str(uuid4())}
    assert hospital.ask("POST", path, ward.doctor, **said).status_code == 404
