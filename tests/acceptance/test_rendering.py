"""Every picture file there is looks in a real browser as two independent renderings have it, or says why not.

Files that share a UID are sent with others, so that all of them stand side by
side. What the viewer draws depends on the description and the frame that it is
given and on nothing else; so of files with the same two one is looked at.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance.apart import copied_apart
from tests.acceptance.made import made_from
from tests.acceptance.picture_desk import PictureDesk
from tests.acceptance.reference import UNKNOWN_TO_DCMTK, Picture, around, aspect_of, at_centre, by_dcmtk, frame_of, read
from tests.acceptance.test_journey import wait_until
from tests.conftest import SHARED
from tests.running import Running, running_teleread

DATA = SHARED / "data"
FILES = sorted(DATA.rglob("*.dcm"))
GREY_LEVELS = 2
REFUSED = re.compile(r"^ *(\d{3})-\S+ +(not_dicom|not_accepted|failed): (.*?) *$", re.MULTILINE)

NO_STUDY_UID = "Study Instance UID is missing or is no UID"
NOT_DICOM = "This file is not a DICOM file"
NO_CLASS_UID = "the file has no usable SOP Class UID"
AT_THE_DOOR = {
    "charset/chrSQEncoding.dcm": NO_STUDY_UID,
    "charset/chrSQEncoding1.dcm": NO_STUDY_UID,
    "constructed/damaged/deflated-64-mib.dcm": NO_STUDY_UID,
    "constructed/damaged/dicm-then-noise.dcm": NOT_DICOM,
    "constructed/damaged/dx-dog-thorax-flip-2.dcm": "the file has no usable SOP Instance UID",
    "constructed/damaged/noise.dcm": NOT_DICOM,
    "constructed/damaged/pdf-header.dcm": NOT_DICOM,
    "constructed/damaged/plain-text.dcm": NOT_DICOM,
    "constructed/damaged/png-header.dcm": NOT_DICOM,
    "constructed/damaged/preamble-and-prefix-only.dcm": NOT_DICOM,
    "constructed/damaged/preamble-only.dcm": NOT_DICOM,
    "constructed/damaged/subject1_0-flip-3.dcm": "the peer accepts no 1.2.840.10008.S.1.4.1.1.9.1.2",
    "constructed/damaged/ts-lies-big-endian.dcm": "Not a data set of the transfer syntax",
    "constructed/damaged/ts-lies-implicit.dcm": "Not a data set of the transfer syntax",
    "constructed/damaged/ts-unknown.dcm": "in transfer syntax 1.2.840.10008.1.2.99",
    "constructed/damaged/us-esopecho-rgb-flip-3.dcm": NOT_DICOM,
    "constructed/damaged/zero-bytes.dcm": NOT_DICOM,
    "constructed/identity/empty-sop-instance-uid.dcm": "SOP Instance UID is missing or is no UID",
    "constructed/identity/empty-study-instance-uid.dcm": NO_STUDY_UID,
    "constructed/identity/no-series-instance-uid.dcm": "Series Instance UID is missing or is no UID",
    "constructed/identity/no-sop-class-uid.dcm": "SOP Class UID is missing or is no UID",
    "constructed/identity/no-sop-instance-uid.dcm": "SOP Instance UID is missing or is no UID",
    "constructed/identity/no-study-instance-uid.dcm": NO_STUDY_UID,
    "constructed/identity/private-sop-class.dcm": "the peer accepts no 1.2.276.0.99.1.2.3",
    "ecg/hemodynamic-12ch-deflated.dcm": "The data set contradicts the request: SOP Instance UID",
    "malformed/DICOMDIR-bigEnd.dcm": "the peer accepts no 1.2.840.10008.1.3.10",
    "malformed/DICOMDIR-implicit.dcm": "the peer accepts no 1.2.840.10008.1.3.10",
    "malformed/DICOMDIR-nooffset.dcm": "the peer accepts no 1.2.840.10008.1.3.10",
    "malformed/DICOMDIR-nopatient.dcm": "the peer accepts no 1.2.840.10008.1.3.10",
    "malformed/GH220.dcm": "the peer accepts no 1.3.46.670589.5.0.1.1",
    "malformed/GH223.dcm": NO_STUDY_UID,
    "malformed/GH340.dcm": NO_CLASS_UID,
    "malformed/GH487.dcm": NO_STUDY_UID,
    "malformed/Issue1097_FailToOpenDeflatedFileWithSQ.dcm": "the peer accepts no 2.25.",
    "malformed/UN_sequence.dcm": NO_STUDY_UID,
    "malformed/empty_charset_LEI.dcm": NO_CLASS_UID,
    "malformed/genFile.dcm": "the peer accepts no 2.25.",
    "malformed/meta_missing_tsyntax.dcm": NOT_DICOM,
    "malformed/nested_priv_SQ.dcm": NO_CLASS_UID,
    "malformed/no-rows.dcm": NO_CLASS_UID,
    "malformed/no_meta.dcm": NOT_DICOM,
    "malformed/no_meta_group_length.dcm": NO_STUDY_UID,
}
"""What no device could have sent as an Instance, with words of the answer."""

SET_ASIDE = {
    *(f"constructed/damaged/dx-dog-thorax-{end}.dcm" for end in ("flip-1", "flip-3")),
    *(f"constructed/damaged/subject1_0-flip-{number}.dcm" for number in range(3)),
    *(f"constructed/damaged/us-esopecho-rgb-flip-{number}.dcm" for number in range(3)),
    *(
        f"constructed/damaged/{name}-cut-{part}.dcm"
        for name in ("dx-dog-thorax", "subject1_0", "us-esopecho-rgb")
        for part in ("02", "25", "50", "90", "last-byte")
    ),
    "constructed/damaged/length-4-gib.dcm",
    "constructed/damaged/sequence-3000-deep.dcm",
    "constructed/damaged/us-node-j2k-lossless-fragment-length-huge.dcm",
    "malformed/GH179B.dcm",
    "malformed/MR_truncated.dcm",
}
"""Data sets that break off or cannot be followed: kept as received, and a task for a person each."""

NOT_SHOWN = {
    "charset/chrJapMulti.dcm": "no_pixel_data",
    "charset/chrJapMultiExplicitIR6.dcm": "no_pixel_data",
    "charset/chrKoreanMulti.dcm": "no_pixel_data",
    "constructed/damaged/bits-allocated-7.dcm": "bits_unusable",
    "constructed/damaged/bits-stored-over.dcm": "bits_unusable",
    "constructed/damaged/frames-999999.dcm": "size_unusable",
    "constructed/damaged/frames-negative.dcm": "size_unusable",
    "constructed/damaged/no-pixel-data.dcm": "no_pixel_data",
    "constructed/damaged/photometric-unknown.dcm": "photometric_unknown",
    "constructed/damaged/pixel-data-short.dcm": "pixel_data_short",
    "constructed/damaged/rescale-nan.dcm": "grey_unusable",
    "constructed/damaged/rows-0.dcm": "size_unusable",
    "constructed/damaged/rows-65535.dcm": "too_large",
    "constructed/damaged/samples-5.dcm": "bits_unusable",
    "malformed/GH1146.dcm": "no_pixel_data",
    "malformed/GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm": "data_set_unreadable",
    "malformed/GH178.dcm": "no_pixel_data",
    "malformed/GH179A.dcm": "no_pixel_data",
    "malformed/JPEG2000-embedded-sequence-delimiter.dcm": "decoding_failed",
    "xray/cr-no-pixels-for-pr.dcm": "no_pixel_data",
}
"""Pictures that would be wrong, with the code of the reason."""

NOT_BY_DCMTK = {
    "constructed/damaged/dx-dog-thorax-tail.dcm": "reads on into the bytes behind the end",
    "constructed/damaged/us-esopecho-rgb-tail.dcm": "reads on into the bytes behind the end",
    "malformed/GH1339.dcm": "wants the end of the frames marked",
    "us/us-pancreas-jpegls.dcm": "stops at a stray item tag in a sequence",
    "us-multiframe/us-echo-65f-jpeg-ybr422.dcm": "stops at an item without its end in a sequence",
    "us-multiframe/us-stress-8f-jpeg-fragments-no-bot.dcm": "cannot find frames without an offset table",
    "made-padded.dcm": "counts padding for the range of the picture",
}
"""Shown files that DCMTK does not render, or renders otherwise, with the reason."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One file on its way: where it is, and what became of it."""

    name: str
    path: Path
    refusal: str | None
    reading_id: str | None
    instance: dict[str, Any] | None
    description: dict[str, Any] | None
    frame: bytes | None

    @property
    def reason(self) -> str | None:
        """The code of why it cannot be shown."""
        return self.description["cannot_show"]["code"] if self.description and self.description["cannot_show"] else None

    @property
    def is_picture(self) -> bool:
        return self.instance is not None and self.instance["kind"] in ("image", "clip")

    @property
    def look(self) -> str:
        """All that a viewer knows of it."""
        return json.dumps({**(self.description or {}), "id": None, "renditions": None}) + str(self.frame)


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running system whose commands print wide tables, so that every reason is on one line."""
    with running_teleread(tmp_path_factory.mktemp("teleread"), {"COLUMNS": "400"}) as started:
        yield started


@pytest.fixture(scope="module")
def client(wide: Running) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {wide.token('admin')}"}
    with httpx.Client(base_url=wide.url, headers=headers, timeout=60) as opened:
        yield opened


@pytest.fixture(scope="module")
def files(wide: Running, client: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> list[Sent]:
    """Every file, sent, and what became of it."""
    folder = tmp_path_factory.mktemp("files")
    made = made_from(DATA / "xray/dx-hands.dcm", DATA / "us/us-esopecho-rgb.dcm", tmp_path_factory.mktemp("made"))
    copies = [copied_apart(path, folder, number) for number, path in enumerate([*FILES, *made])]
    printed = wide.command("demo", "send", str(folder), check=False).stdout
    refusals = {int(number): f"{kind}: {reason}" for number, kind, reason in REFUSED.findall(printed)}
    wait_until(lambda: client.get("/api/overview").json()["studies_by_step"]["receiving"] == 0)
    known = _instances(client)
    return [
        _sent(client, _name(path), copy, refusals.get(number), known.get(uid))
        for number, (path, (copy, uid)) in enumerate(zip([*FILES, *made], copies, strict=True))
    ]


def _name(path: Path) -> str:
    return str(path.relative_to(DATA)) if path.is_relative_to(DATA) else path.name


def _instances(client: httpx.Client) -> dict[str, tuple[str, dict[str, Any]]]:
    readings = client.get("/api/readings", params={"view": "open", "limit": 500}).json()
    details = [client.get(f"/api/readings/{one['id']}").json() for one in readings]
    return {
        instance["sop_instance_uid"]: (detail["id"], instance)
        for detail in details
        for study in detail["studies"]
        for series in study["series"]
        for instance in series["instances"]
    }


def _sent(
    client: httpx.Client, name: str, path: Path, refusal: str | None, found: tuple[str, dict[str, Any]] | None
) -> Sent:
    if found is None:
        return Sent(name, path, refusal, None, None, None, None)
    reading_id, instance = found
    described = client.get(f"/api/instances/{instance['id']}")
    assert described.status_code == 200, (name, described.text)
    description = described.json()
    frame = None
    if description["cannot_show"] is None and instance["kind"] in ("image", "clip"):
        answer = client.get(f"/api/instances/{instance['id']}/frames/1")
        if answer.status_code == 200:
            frame = answer.content
        else:
            description = {**description, "cannot_show": answer.json()}
    return Sent(name, path, refusal, reading_id, instance, description, frame)


@pytest.fixture(scope="module")
def desk(browser: Browser, wide: Running) -> Iterator[PictureDesk]:
    opened = PictureDesk(browser, wide)
    yield opened
    opened.close()


def test_every_file_is_shown_or_has_its_reason(files: list[Sent], client: httpx.Client) -> None:
    refused = {one.name: one.refusal for one in files if one.refusal is not None}
    assert set(refused) == set(AT_THE_DOOR)
    assert {name: said for name, said in refused.items() if AT_THE_DOOR[name] not in said} == {}
    assert {one.name: one.reason for one in files if one.is_picture and one.reason} == NOT_SHOWN
    nowhere = {one.name for one in files if one.refusal is None and one.instance is None}
    assert {name for name in nowhere if "documents" not in name} == SET_ASIDE
    tasks = [one["kind"] for one in client.get("/api/discrepancies").json()]
    assert tasks.count("quarantined") == len(SET_ASIDE)


def test_every_picture_looks_as_pydicom_and_dcmtk_have_it(files: list[Sent], desk: PictureDesk, tmp_path: Path) -> None:
    shown = [one for one in files if one.is_picture and one.reason is None]
    assert len(shown) > 100
    canvases: dict[str, list[Picture]] = {}
    wrong = []
    for one in shown:
        if one.look not in canvases:
            canvases[one.look] = _canvases(desk, one)
        for index, canvas in zip((0, -1), canvases[one.look], strict=False):
            wrong += [f"{one.name}[{index}]: {what}" for what in _differences(one, index, canvas, tmp_path)]
    assert wrong == []


def _canvases(desk: PictureDesk, one: Sent) -> list[Picture]:
    """Return the first frame on the screen; of a clip also the last."""
    assert one.instance is not None
    assert one.reading_id is not None
    instance_id = one.instance["id"]
    desk.open(one.reading_id, instance_id)
    desk.expect_shown(instance_id)
    desk.enlarge_to_actual_pixels()
    first = desk.canvas()
    if one.instance["kind"] != "clip":
        return [first]
    desk.page.keyboard.press(",")
    expect(desk.page.get_by_test_id("screen").first).to_have_attribute(
        "data-frame", str(one.instance["number_of_frames"])
    )
    return [first, desk.canvas()]


def _differences(one: Sent, index: int, canvas: Picture, scratch: Path) -> Iterator[str]:
    data_set = read(one.path, scratch)
    frames = int(data_set.get("NumberOfFrames") or 1)
    pictures = {"pydicom": frame_of(data_set, index % frames)}
    if one.name not in NOT_BY_DCMTK and data_set.file_meta.TransferSyntaxUID not in UNKNOWN_TO_DCMTK:
        dcmtk = by_dcmtk(one.path, data_set, index % frames, scratch)
        if dcmtk is None:
            yield "DCMTK cannot render it, and no reason is known"
        else:
            pictures["DCMTK"] = dcmtk
    for whose, picture in pictures.items():
        if not _is_alike(picture, canvas, aspect=aspect_of(data_set)):
            yield f"not as {whose} has it"


def _is_alike(picture: Picture, canvas: Picture, *, aspect: float) -> bool:
    if abs(aspect - 1) < 0.005:
        wanted, drawn = at_centre(picture, canvas)
        return bool(np.abs(drawn - wanted).max() <= GREY_LEVELS)
    return _share_inside(picture, canvas, aspect=aspect) > 0.97


def _share_inside(picture: Picture, canvas: Picture, *, aspect: float) -> float:
    """Rows that are higher than wide lie where their height puts them; between two of them, something between them."""
    rows = picture.shape[0]
    under = np.clip(((np.arange(round(rows * aspect)) + 0.5) / aspect).astype(int), 0, rows - 1)
    least, greatest = around(picture)
    wanted_least, drawn = at_centre(least[under], canvas)
    wanted_greatest, _ = at_centre(greatest[under], canvas)
    inside = (drawn >= wanted_least - GREY_LEVELS) & (drawn <= wanted_greatest + GREY_LEVELS)
    return float(np.mean(inside))
