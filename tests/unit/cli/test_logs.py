"""What a failure leaves in a log, whatever its message says."""

import subprocess
import sys

import pytest

FAILING = """
import logging
import structlog
from teleread.cli.logs import configure_logs

def look_up(name):
    raise KeyError(name)

configure_logs("gateway")
try:
    look_up("王秀英")
except KeyError as error:
    {write}
"""


@pytest.mark.parametrize(
    "write",
    [
        'structlog.get_logger().exception("store.failed")',
        'structlog.get_logger().error("instance.failed", exc_info=error)',
        'logging.getLogger("library").exception("failed")',
        'logging.getLogger("library").error("failed", exc_info=error)',
    ],
)
def test_a_failure_is_logged_by_its_kind_and_place_without_its_message(write):
    done = subprocess.run(
        [sys.executable, "-c", FAILING.format(write=write)], capture_output=True, text=True, check=True, timeout=60
    )

    assert "王秀英" not in done.stderr
    assert "KeyError" in done.stderr
    assert "look_up" in done.stderr
