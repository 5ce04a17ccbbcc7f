"""Ask a time-stamping authority when a signature was there (RFC 3161 over HTTP)."""

import time
from datetime import timedelta
from typing import Final

import urllib3
from asn1crypto import cms, tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

TIMEOUT: Final = timedelta(seconds=5)
"""A report waits no longer for a time stamp."""
LARGEST_ANSWER: Final = 256 * 1024


class TimeStampFailed(TimestampRequestError):
    """The authority gave no time stamp."""


class HttpTimeStamper(TimeStamper):
    """An authority behind a URL, asked within bounds of time and size."""

    def __init__(self, url: str, *, timeout: timedelta = TIMEOUT) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's
        self._url, self._timeout = url, timeout
        seconds = timeout.total_seconds()
        self._http = urllib3.PoolManager(
            maxsize=1, timeout=urllib3.Timeout(connect=seconds, read=seconds, total=seconds), retries=False
        )

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the authority's answer.

        Raises
        ------
        TimeStampFailed
            If it does not answer in time.

        References
        ----------
        RFC 3161 3.4: the request by POST as application/timestamp-query.
        """
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            with self._http.request(
                "POST", self._url, body=req.dump(), headers=headers, preload_content=False, redirect=False
            ) as answer:
                content = self._read(answer)
        except urllib3.exceptions.HTTPError as error:
            raise TimeStampFailed(f"no answer: {type(error).__name__}") from error
        if answer.status != 200 or len(content) > LARGEST_ANSWER:
            raise TimeStampFailed(f"HTTP {answer.status}, {len(content)} bytes")
        return tsp.TimeStampResp.load(content, strict=True)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a time stamp on a digest.

        Raises
        ------
        TimeStampFailed
            If the answer is no stamp, or one that answers something else,
            for which the library fails in many ways.
        """
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except TimeStampFailed:
            raise
        except Exception as failure:
            raise TimeStampFailed(f"no stamp on what was asked: {type(failure).__name__}") from failure

    def _read(self, answer: urllib3.BaseHTTPResponse) -> bytes:
        """Return the body of an answer that may come drop by drop, as far as the bounds let it."""
        content, until = bytearray(), time.monotonic() + self._timeout.total_seconds()
        while len(content) <= LARGEST_ANSWER and (piece := answer.read1(LARGEST_ANSWER + 1)):
            content += piece
            if time.monotonic() > until:
                raise TimeStampFailed("the answer did not end in time")
        return bytes(content)
