"""A disk store met at every single call to the operating system that changes something."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from storage import ObjectMissing
from storage.disk import INCOMING, SEGMENTS
from storage.segment import OPEN
from tests.integration.storage.actor import content_of, open_tiny, take_in
from tests.store_contract import held, read

ROOT = Path(__file__).resolve().parents[3]
CALLS = ("pwritev2", "fdatasync", "fsync", "link", "unlink", "mkdir", "fallocate", "flock")
FAILING = ("pwritev2", "fdatasync", "fsync", "link", "mkdir", "fallocate", "flock")


def act(folder: Path, *tracing: str) -> list[list[str]]:
    """Run the actor under strace; return what it said."""
    tracer = shutil.which("strace")
    assert tracer, "strace is missing: install what requirements/apt-test.txt lists"
    command = [tracer, "-f", "-qq", *tracing, sys.executable, "-m", "tests.integration.storage.actor", str(folder)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def calls_of(folder: Path) -> Counter[str]:
    """Return how often the actor makes each call when nothing is wrong."""
    log = folder.with_name("calls")
    said = act(folder, "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    assert said[-1] == ["end"]
    return Counter(line.split("(")[0].split()[-1] for line in log.read_text().splitlines() if "(" in line)


def assert_promises_hold(folder: Path, said: list[list[str]]) -> None:
    kept = {words[1] for words in said if words[0] == "kept"}
    deleted = {words[1] for words in said if words[0] == "deleted"}
    in_doubt = {words[1] for words in said if words[0] == "deleting"} - deleted
    for _ in range(2):
        store = open_tiny(folder)
        found = held(store)
        assert found.keys() >= kept - deleted - in_doubt
        assert not found.keys() & deleted
        for locator, stored in found.items():
            assert read(store, locator) == content_of(int(stored.envelope["number"]))
        for locator in deleted:
            with pytest.raises(ObjectMissing):
                store.stat(locator)
    assert list((folder / INCOMING).iterdir()) == []
    assert list((folder / SEGMENTS / OPEN).iterdir()) == []


@pytest.mark.timeout(900)
@pytest.mark.parametrize("call", CALLS)
def test_a_death_at_any_call_loses_nothing_that_was_acknowledged(tmp_path: Path, call: str):
    times = calls_of(tmp_path / "whole")[call]
    assert times > 0, "a call that is never made is never met"
    for occasion in range(1, times + 1):
        folder = tmp_path / f"objects-{occasion}"
        said = act(folder, "-o", "/dev/null", "-e", f"inject={call}:signal=SIGKILL:when={occasion}")
        assert ["end"] not in said
        folder.mkdir(exist_ok=True)
        assert_promises_hold(folder, said)
        store = open_tiny(folder)
        assert read(store, take_in(store, 1).locator) == content_of(1)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("call", FAILING)
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_an_error_of_any_call_refuses_one_act_and_spoils_no_other(tmp_path: Path, call: str, error: str):
    for occasion in range(1, calls_of(tmp_path / "whole")[call] + 1):
        folder = tmp_path / f"objects-{occasion}"
        said = act(folder, "-o", "/dev/null", "-e", f"inject={call}:error={error}:when={occasion}")
        assert said[-1] == ["end"]
        assert said.count(["refused"]) <= 1
        assert_promises_hold(folder, said)
