"""What a viewer at the end of a thin line is given of an Instance, by the whole application and the real chore."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import imagecodecs
import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from teleread.archive.records import InstanceRow
from teleread.archive.rendition_records import RenditionRow
from teleread.database import Database, transaction
from teleread.dicom.association.admission import Admitted
from teleread.workflow.journey.settle import settle_due
from teleread.workflow.keeping.render import Rendering, render_due, rendering_decoders
from tests.integration.web.arriving import a_sending_clinic, arrive, of_clinic
from tests.integration.web.clients import EIGHT

LATER = EIGHT + timedelta(minutes=1)


@pytest.fixture
def sender(database: Database) -> Admitted:
    return a_sending_clinic(database, "qingshan")


@pytest.fixture
def technician(database: Database, client: TestClient, sender: Admitted) -> TestClient:
    return of_clinic(database, client, sender.clinic_id)


@pytest.fixture
def work(technician: TestClient) -> Iterator[Rendering]:
    runtime = technician.app.state.runtime
    work = Rendering(runtime.database, runtime.store, rendering_decoders(), "a worker")
    yield work
    work.decoders.close()


def prepare(work: Rendering) -> None:
    settle_due(work.database, quiet_period=timedelta(seconds=30), at=LATER)
    render_due(work, at=LATER)


def test_a_picture_is_offered_small_and_then_lossless(technician, sender, work, shared_data):
    key = arrive(technician, sender, shared_data / "xray" / "dx-hands.dcm")
    prepare(work)

    offered = technician.get(f"/api/instances/{key}").json()["renditions"]
    preview = technician.get(f"/api/instances/{key}/preview")
    stream = technician.get(f"/api/instances/{key}/lossless/1")
    frame = technician.get(f"/api/instances/{key}/frames/1").content

    assert (offered["state"], offered["preview_clip"]) == ("ready", None)
    with Image.open(io.BytesIO(preview.content)) as picture:
        assert (
            (picture.width, picture.height) == (offered["preview"]["width"], offered["preview"]["height"]) == (352, 370)
        )
    assert len(preview.content) == offered["preview"]["size_bytes"] < 80_000
    assert offered["lossless"]["media_type"] == stream.headers["content-type"] == "image/jphc"
    assert len(stream.content) == offered["lossless"]["frames"][0]["size_bytes"] < len(frame)
    assert imagecodecs.htj2k_decode(stream.content).tobytes() == frame


def test_a_prefix_of_the_lossless_stream_is_a_smaller_picture(technician, sender, work, shared_data):
    key = arrive(technician, sender, shared_data / "xray" / "dx-hands.dcm")
    prepare(work)
    levels = technician.get(f"/api/instances/{key}").json()["renditions"]["lossless"]["frames"][0]["levels"]
    whole = technician.get(f"/api/instances/{key}/lossless/1").content

    for skipped, level in enumerate(reversed(levels)):
        asked = {"Range": f"bytes=0-{level['size_bytes'] - 1}"}
        prefix = technician.get(f"/api/instances/{key}/lossless/1", headers=asked)
        small = imagecodecs.htj2k_decode(prefix.content, skipres=(skipped, skipped), resilient=True)
        assert (prefix.status_code, small.shape) == (206, (level["rows"], level["columns"]))
        assert np.array_equal(small, imagecodecs.htj2k_decode(whole, skipres=(skipped, skipped)))


def test_a_clip_is_offered_as_an_animation_of_as_many_frames(technician, sender, work, shared_data):
    key = arrive(technician, sender, shared_data / "us-multiframe" / "us-echo-65f-jpeg-ybr422.dcm")
    prepare(work)

    offered = technician.get(f"/api/instances/{key}").json()["renditions"]
    clip = technician.get(f"/api/instances/{key}/preview-clip")

    assert len(clip.content) == offered["preview_clip"]["size_bytes"] <= 800_000
    with Image.open(io.BytesIO(clip.content)) as animation:
        assert animation.n_frames == offered["preview_clip"]["number_of_frames"] == 65
        assert animation.size == (offered["preview_clip"]["width"], offered["preview_clip"]["height"])
    assert len(offered["lossless"]["frames"]) == 65
    last = technician.get(f"/api/instances/{key}/lossless/65").content
    assert imagecodecs.htj2k_decode(last).tobytes() == technician.get(f"/api/instances/{key}/frames/65").content


def test_a_study_that_nobody_prepared_is_the_first_to_be_when_it_is_opened(technician, sender, work, shared_data):
    key = arrive(technician, sender, shared_data / "us" / "us-esopecho-rgb.dcm")

    asked = technician.get(f"/api/instances/{key}").json()["renditions"]
    early = technician.get(f"/api/instances/{key}/preview")
    render_due(work, at=EIGHT + timedelta(seconds=1))
    again = technician.get(f"/api/instances/{key}").json()["renditions"]

    assert asked == {"state": "pending", "preview": None, "preview_clip": None, "lossless": None}
    assert (early.status_code, early.headers["cache-control"]) == (204, "no-store")
    assert again["state"] == "ready"


def test_what_is_lost_or_changed_is_never_served_and_is_made_again(technician, sender, work, shared_data):
    key = arrive(technician, sender, shared_data / "us" / "us-esopecho-rgb.dcm")
    prepare(work)
    with transaction(work.database) as session:
        row = session.get_one(RenditionRow, key)
        # Where another object lies now: bytes that are not those that were made.
        row.locator = session.get_one(InstanceRow, key).locator

    answer = technician.get(f"/api/instances/{key}/lossless/1")
    state = technician.get(f"/api/instances/{key}").json()["renditions"]["state"]

    assert (answer.status_code, state) == (404, "pending")


def test_a_rendition_is_kept_by_the_browser_alone_and_asked_for_once(technician, sender, work, shared_data):
    key = arrive(technician, sender, shared_data / "us" / "us-esopecho-rgb.dcm")
    prepare(work)

    for part in ("preview", "lossless/1"):
        first = technician.get(f"/api/instances/{key}/{part}")
        again = technician.get(f"/api/instances/{key}/{part}", headers={"If-None-Match": first.headers["etag"]})
        assert first.headers["cache-control"] == "private, max-age=31536000, immutable"
        assert (again.status_code, again.content) == (304, b"")


def test_without_renditions_a_viewer_is_told_to_wait_for_none(technician, sender, shared_data):
    runtime = technician.app.state.runtime
    settings = runtime.settings.model_copy(update={"renditions": False})
    technician.app.state.runtime = replace(runtime, settings=settings)
    key = arrive(technician, sender, shared_data / "us" / "us-esopecho-rgb.dcm")

    assert technician.get(f"/api/instances/{key}").json()["renditions"]["state"] == "none"
