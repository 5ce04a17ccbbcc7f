"""What a viewer at the end of a thin line is given of an Instance, by the whole application and the real chore."""

import io
from collections.abc import Iterator
from datetime import timedelta

import imagecodecs
import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from teleread.database import Database
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
