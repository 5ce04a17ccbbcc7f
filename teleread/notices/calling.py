"""Say something to a robot over HTTP: one request, no redirect, bounded time and answer."""

from datetime import datetime, timedelta
from typing import Final

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError

from teleread.notices.robot import RobotKind, body_of, judge, signed_url
from teleread.outbox import Failure

TIMEOUT: Final = timedelta(seconds=15)
"""For the connection and for each piece of the answer; the lease is far longer."""

ANSWER_BYTES: Final = 64 * 1024


def call_robot(
    kind: RobotKind, url: str, secret: str, text: str, *, at: datetime, timeout: timedelta = TIMEOUT
) -> Failure | None:
    """Have a robot say a text in its group; return why it did not, None if it did.

    A redirect is not followed: the address was checked, where it leads was not.
    """
    seconds = timeout.total_seconds()
    where = signed_url(url, secret, at=at) if kind is RobotKind.DINGTALK else url
    with urllib3.PoolManager(timeout=urllib3.Timeout(connect=seconds, read=seconds), retries=False) as pool:
        try:
            answer = pool.request(
                "POST",
                where,
                body=body_of(text),
                headers={"Content-Type": "application/json; charset=utf-8"},
                redirect=False,
                preload_content=False,
            )
            try:
                return judge(kind, answer.status, answer.read(ANSWER_BYTES))
            finally:
                answer.close()
        except (HTTPError, LocationParseError, OSError) as error:
            return Failure(f"没有应答 No answer: {type(error).__name__}")
