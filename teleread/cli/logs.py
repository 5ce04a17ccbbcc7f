"""How every process writes its log: an event name and keys, never patient data."""

import logging
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any

import structlog


class _WithoutMessages(logging.Formatter):
    def formatException(self, ei: Any) -> str:  # noqa: N802  (the name of the standard library)
        return _kind_and_place(ei[1])


def _kind_and_place(failure: BaseException | None) -> str:
    """Return what a log may tell of a failure: its message may quote what a clinic sent."""
    if failure is None:
        return ""
    frames = traceback.extract_tb(failure.__traceback__)[-8:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    cause = failure.__cause__ or failure.__context__
    return f"{type(failure).__name__} ({places})" + (f" from {type(cause).__name__}" if cause else "")


def configure_logs(process: str) -> None:
    """Send structlog and the libraries' warnings to standard error, one line an event.

    A terminal gets colours; anything else gets JSON. Of a failure the kind and
    the place are told, never its message.
    """

    def named(_logger: object, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
        return {**event, "process": process}

    renderer: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            named,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(lambda failure: _kind_and_place(failure[1])),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutMessages("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    silence_libraries()


def silence_libraries() -> None:
    """Keep what the DICOM libraries say of a data set off standard error: it quotes the data set."""
    for library in ("pynetdicom", "pydicom"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
        warnings.filterwarnings("ignore", module=rf"{library}(\.|$)")
