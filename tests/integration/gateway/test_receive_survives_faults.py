"""Promise 1, attacked at each call to the operating system: killed there, or told that it failed."""

import errno
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import open_store
from tests.integration.dicom.peers import a_free_port
from tests.integration.gateway.promise import EXPLICIT, Ledger, Template, a_template, found, prepare, start_gateway
from tests.integration.gateway.sender import DIGITAL_X_RAY, association, store

CALLS = {
    "pwritev2": (1, 2),
    "fdatasync": (1, 2, 3, 4, 5),
    "fsync": (1, 2, 3),
    "pwrite64": (1, 2, 7, 20, 34, 50),
    "write": (1, 2, 3, 4),
    "link,linkat": (1,),
    "unlink,unlinkat": (1,),
    "mkdir,mkdirat": (1, 2),
    "openat": (1, 2, 3, 4),
    "sendto": (1, 2, 3),
}
"""What a thread of the receive step calls, and at which of its calls it is met.

A thread counts its own. Two small Instances and one that is too large for a
segment go over one association, so that the last numbers are beyond its end.
"""
FAILING = ("pwritev2", "fdatasync", "fsync", "pwrite64", "link,linkat", "mkdir,mkdirat")
ERRORS = ("EIO", "ENOSPC")
TRY_AGAIN = 0xA700
SIDE_BEYOND_A_SEGMENT = 2100
LETTING_GO_SECONDS = 10


@pytest.fixture
def templates(shared_data: Path) -> list[Template]:
    """Two small Instances and a large one."""
    file = shared_data / "constructed/identity/dup-sop-a.dcm"
    small = a_template(file)
    return [small, small, a_template(file, side=SIDE_BEYOND_A_SEGMENT)]


@contextmanager
def injected(process: subprocess.Popen[bytes], fault: str) -> Iterator[None]:
    """Have the kernel answer the process as told, from now until the block ends."""
    tracer = shutil.which("strace")
    assert tracer, "strace is missing: install what requirements/apt-test.txt lists"
    names = fault.partition(":")[0]
    with subprocess.Popen(
        [
            *(tracer, "-f", "-q", "-q", "-o", "/dev/null"),
            *("-e", f"trace={names}", "-e", f"inject={fault}", "-p", str(process.pid)),
        ],
        stderr=subprocess.PIPE,
    ) as tracing:
        try:
            _wait_until_attached(process.pid, tracing)
            yield
        finally:
            _end(tracing)


def _end(tracing: subprocess.Popen[bytes]) -> None:
    """End strace; one that is told so while its process dies may wait for ever for the thread it would let go."""
    tracing.send_signal(signal.SIGINT)
    try:
        tracing.wait(LETTING_GO_SECONDS)
    except subprocess.TimeoutExpired:
        tracing.kill()


def _wait_until_attached(pid: int, tracing: subprocess.Popen[bytes]) -> None:
    """Wait until every thread has its tracer."""
    while tracing.poll() is None:
        statuses = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/status")]
        if all(f"TracerPid:\t{tracing.pid}\n" in status for status in statuses):
            return
    raise AssertionError(f"strace could not attach: {tracing.stderr.read().decode() if tracing.stderr else ''}")


def send_all(port: int, templates: Sequence[Template], ledger: Ledger, *, sequence: int) -> list[int | None]:
    """Send over one association for as long as it lasts; return what was answered."""
    answers: list[int | None] = []
    with association(port, [(DIGITAL_X_RAY, EXPLICIT)]) as made:
        for number, template in enumerate(templates):
            if not made.is_established:
                break
            thing = template.fresh(10 * sequence + number)
            answered = store(made, thing)
            answers.append(answered.status if answered else None)
            if answered is not None and answered.status == 0x0000:
                ledger.write(thing)
    return answers


def has_died(process: subprocess.Popen[bytes], port: int) -> bool:
    """Whether nobody answers any more; a process that was killed takes its time to be gone."""
    with association(port, [(DIGITAL_X_RAY, EXPLICIT)]) as made:
        if made.is_established:
            return False
    process.wait(60)
    return True


@pytest.mark.timeout(1200)
def test_nothing_acknowledged_is_lost_by_a_death_at_any_call(tmp_path, templates):
    prepare(tmp_path)
    port, ledger, deaths = a_free_port(), Ledger(), 0
    process = start_gateway(tmp_path, port)
    for name, occasions in CALLS.items():
        for occasion in occasions:
            with injected(process, f"{name}:signal=SIGKILL:when={occasion}"):
                send_all(port, templates, ledger, sequence=occasion)
            if has_died(process, port):
                deaths += 1
                process = start_gateway(tmp_path, port)

    assert send_all(port, templates, ledger, sequence=1000) == [0, 0, 0]
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert deaths >= len(CALLS)
    assert found(tmp_path, ledger) == ledger.kept
    assert list(open_store(f"disk:{tmp_path / 'objects'}").walk())


@pytest.mark.timeout(900)
@pytest.mark.parametrize("error", ERRORS)
def test_a_failing_call_is_answered_try_again_and_the_next_instance_is_kept(tmp_path, templates, error):
    assert error in errno.errorcode.values()
    prepare(tmp_path)
    port, ledger = a_free_port(), Ledger()
    process = start_gateway(tmp_path, port)
    refused = 0
    for name in FAILING:
        for occasion in CALLS[name]:
            with injected(process, f"{name}:error={error}:when={occasion}"):
                answers = send_all(port, templates, ledger, sequence=occasion)
            assert set(answers) <= {0x0000, TRY_AGAIN}, (name, occasion)
            assert len(answers) == len(templates), (name, occasion)
            refused += answers.count(TRY_AGAIN)
            assert send_all(port, templates[1:], ledger, sequence=1000 + occasion) == [0, 0], (name, occasion)

    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert refused >= len(FAILING)
    assert found(tmp_path, ledger) == ledger.kept
