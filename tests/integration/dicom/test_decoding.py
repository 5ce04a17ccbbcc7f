"""Decoding in processes that may die: they do, and nothing else is harmed."""

import io
import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from storage import StoreUnavailable
from teleread.dicom.dataset.part10 import read_head
from teleread.dicom.dataset.unshowable import CannotShow, DecoderDied
from teleread.dicom.decoding.pool import DecoderPool, DecodersBusy, OriginalUnreadable, Source
from tests.integration.dicom.streams import AtFirstRead

HOSTILE = ["malformed", "constructed/damaged", "constructed/identity", "constructed/hostile-text", "charset"]
GOOD = "us/us-esopecho-rgb.dcm"
MOST_CPU_S = 20
"""For six answers about one file; a neighbour on the machine does not count."""


@pytest.fixture
def pool() -> Iterator[DecoderPool]:
    decoders = DecoderPool(size=1)
    yield decoders
    decoders.close()


def source_of(path: Path) -> Source:
    content = path.read_bytes()
    return source_of_bytes(content)


def source_of_bytes(content: bytes) -> Source:
    return Source(io.BytesIO(content), len(content), "")


def test_a_frame_comes_from_another_process(pool, shared_data):
    frame = pool.run("frame", source_of(shared_data / GOOD), number=1)

    assert len(frame.body) == 120 * 256 * 3
    assert os.getpid() not in pool.process_ids()
    assert len(pool.process_ids()) == 1


@pytest.mark.parametrize("folder", HOSTILE)
def test_every_hostile_file_is_answered_in_bounded_time(pool, shared_data, folder):
    pool.run("description", source_of(shared_data / GOOD))
    alive = pool.process_ids()
    (decoder,) = (psutil.Process(each) for each in alive)

    def spent() -> float:
        return decoder.cpu_times().user + decoder.cpu_times().system

    for file in sorted((shared_data / folder).iterdir()):
        if file.suffix != ".dcm":
            continue
        before = spent()
        for operation, arguments in (
            ("description", {}),
            ("frame", {"number": 1}),
            ("picture", {"number": 1, "window": None}),
            ("waveform", {}),
            ("metadata", {"bulk_root": "/bulk"}),
            ("document", {}),
        ):
            with suppress(CannotShow):
                pool.run(operation, source_of(file), **arguments)
        assert spent() - before < MOST_CPU_S, file.name
        assert pool.process_ids() == alive, f"{file.name} ended its decoder"


def test_a_killed_decoder_is_one_failed_rendering(pool, shared_data):
    pool.run("description", source_of(shared_data / GOOD))
    (process_id,) = pool.process_ids()
    content = (shared_data / GOOD).read_bytes()
    killing = AtFirstRead(content, lambda: os.kill(process_id, signal.SIGKILL))

    with pytest.raises(DecoderDied):
        pool.run("frame", Source(killing, len(content), ""), number=1)

    assert pool.run("frame", source_of(shared_data / GOOD), number=1).body
    assert process_id not in pool.process_ids()


def test_a_decoder_that_died_while_idle_is_replaced(pool, shared_data):
    pool.run("description", source_of(shared_data / GOOD))
    (process_id,) = pool.process_ids()
    os.kill(process_id, signal.SIGKILL)
    os.waitid(os.P_PID, process_id, os.WEXITED | os.WNOWAIT)

    assert pool.run("frame", source_of(shared_data / GOOD), number=1).body


def test_what_takes_too_long_is_ended(shared_data):
    pool = DecoderPool(size=1, time_limit=timedelta(milliseconds=1))

    with pytest.raises(DecoderDied):
        pool.run("frame", source_of(shared_data / "xray" / "cr-hip-j2k-lossless.dcm"), number=1)

    assert pool.process_ids() == frozenset()


def test_what_needs_too_much_memory_is_refused(shared_data):
    pool = DecoderPool(size=1, memory_bytes=24 << 20)

    with pytest.raises(CannotShow) as refused:
        pool.run("frame", source_of(shared_data / "xray" / "cr-hip-j2k-lossless.dcm"), number=1)

    assert refused.value.code in ("too_large", "decoding_failed", "decoder_died")
    assert pool.run("frame", source_of(shared_data / GOOD), number=1).body
    pool.close()


def test_a_stream_that_claims_to_be_huge_is_refused(pool, shared_data):
    """The codestream's own size (ISO/IEC 15444-1 A.5.1) is not believed against the header's."""
    content = bytearray((shared_data / "us" / "us-node-j2k-lossless.dcm").read_bytes())
    at = content.index(b"\xff\x4f\xff\x51")
    content[at + 8 : at + 16] = (60_000).to_bytes(4, "big") * 2
    content[at + 24 : at + 32] = (60_000).to_bytes(4, "big") * 2

    with pytest.raises(CannotShow) as refused:
        pool.run("frame", source_of_bytes(bytes(content)), number=1)

    assert refused.value.code in ("too_large", "decoding_failed", "decoder_died")
    assert pool.run("frame", source_of(shared_data / GOOD), number=1).body


def test_a_deflated_bomb_is_refused(pool, shared_data):
    original = (shared_data / "transfer-syntax" / "sc-deflated.dcm").read_bytes()
    offset = read_head(io.BytesIO(original)).data_set_offset
    deflating = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    mebibyte = bytes(1 << 20)
    bomb = b"".join(deflating.compress(mebibyte) for _ in range(600)) + deflating.flush()

    with pytest.raises(CannotShow) as refused:
        pool.run("description", source_of_bytes(original[:offset] + bomb))

    assert refused.value.code in ("data_set_unreadable", "too_large")


def test_a_failing_store_is_not_blamed_on_the_file(pool, shared_data):
    content = (shared_data / GOOD).read_bytes()

    def fail() -> None:
        raise StoreUnavailable

    with pytest.raises(OriginalUnreadable):
        pool.run("frame", Source(AtFirstRead(content, fail), len(content), ""), number=1)

    assert pool.run("frame", source_of(shared_data / GOOD), number=1).body
    assert len(pool.process_ids()) == 1


def test_a_defect_of_ours_is_not_called_a_failing_store(pool, shared_data):
    content = (shared_data / GOOD).read_bytes()

    def fail() -> None:
        raise TypeError

    with pytest.raises(TypeError):
        pool.run("frame", Source(AtFirstRead(content, fail), len(content), ""), number=1)

    assert pool.run("frame", source_of(shared_data / GOOD), number=1).body
    assert len(pool.process_ids()) == 1


def test_when_every_decoder_is_at_work_others_are_asked_to_come_again(shared_data):
    pool = DecoderPool(size=1, patience=timedelta(milliseconds=10))
    content = (shared_data / GOOD).read_bytes()
    refusals: list[Exception] = []

    def ask_too() -> None:
        try:
            pool.run("frame", source_of(shared_data / GOOD), number=1)
        except DecodersBusy as busy:
            refusals.append(busy)

    assert pool.run("frame", Source(AtFirstRead(content, ask_too), len(content), ""), number=1).body
    assert len(refusals) == 1
    pool.close()


def test_a_decoder_inherits_no_setting(pool, shared_data, monkeypatch):
    monkeypatch.setenv("TELEREAD_OBJECT_STORE_URL", "s3+http://key:secret@127.0.0.1/bucket")
    pool.run("description", source_of(shared_data / GOOD))
    (process_id,) = pool.process_ids()

    assert b"TELEREAD" not in Path(f"/proc/{process_id}/environ").read_bytes()
    descriptors = [os.readlink(one) for one in Path(f"/proc/{process_id}/fd").iterdir()]
    assert sum(one.startswith("socket:") for one in descriptors) == 1
    assert all(one.startswith(("socket:", "/dev/null", "/memfd:teleread-decoder")) for one in descriptors)


def test_a_decoder_may_only_read_what_it_shares(pool, shared_data):
    pool.run("description", source_of(shared_data / GOOD))
    (process_id,) = pool.process_ids()

    mapped = Path(f"/proc/{process_id}/maps").read_text().splitlines()
    (room,) = [line for line in mapped if "teleread-decoder" in line]
    assert room.split()[1] == "r--s"
    descriptors = Path(f"/proc/{process_id}/fd").iterdir()
    (shared,) = [one for one in descriptors if os.readlink(one).startswith("/memfd:")]
    with pytest.raises(OSError, match="Operation not permitted"):
        os.truncate(shared, 0)
    flags = Path(f"/proc/{process_id}/fdinfo/{shared.name}").read_text().splitlines()[1]
    assert int(flags.split()[1], 8) & os.O_ACCMODE == os.O_RDONLY


def test_decoders_end_with_their_pool(shared_data):
    pool = DecoderPool(size=1)
    pool.run("description", source_of(shared_data / GOOD))
    (process_id,) = pool.process_ids()

    pool.close()

    assert not Path(f"/proc/{process_id}").exists()


def test_decoders_end_when_their_parent_is_killed(shared_data):
    program = (
        "import sys, threading\n"
        "from teleread.dicom.decoding.pool import DecoderPool, Source\n"
        "pool, file = DecoderPool(size=1), open(sys.argv[1], 'rb')\n"
        "pool.run('description', Source(file, file.seek(0, 2), ''))\n"
        "print(*pool.process_ids(), flush=True)\n"
        "threading.Event().wait()\n"
    )
    command = [sys.executable, "-c", program, str(shared_data / GOOD)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        decoder = psutil.Process(int(parent.stdout.readline()))
        parent.kill()

        decoder.wait(timeout=60)
