"""An Orthanc of its own for one test: a PACS that keeps data sets as they come, and its REST interface."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import urllib3

from tests.integration.servers.processes import running, tool, wait_until
from tests.ports import free_ports

AE_TITLE = "ORTHANC"
USER, PASSWORD = "teleread", "only-for-tests"
ATTEMPTS, IN_USE = 5, "already in use"
"""Somebody else may take a port between our choice and its start."""
DICOM_WEB = Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so")


@dataclass(frozen=True, slots=True)
class Orthanc:
    """Where it listens, and what it can be asked."""

    dicom_port: int
    http_port: int

    @property
    def url(self) -> str:
        """The root of its REST interface."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def dicom_web_url(self) -> str:
        """The root of its DICOMweb service."""
        return f"{self.url}/dicom-web"

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Ask its REST interface; what is no JSON comes back as bytes."""
        is_raw = isinstance(body, bytes)
        response = urllib3.request(
            method,
            self.url + path,
            body=body if is_raw or body is None else json.dumps(body),
            headers=urllib3.make_headers(basic_auth=f"{USER}:{PASSWORD}"),
            timeout=60,
            retries=False,
        )
        assert response.status == 200, (method, path, response.status, response.data[:500])
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        return response.json() if is_json and response.data else response.data

    def knows(self, name: str, *, ae_title: str, port: int) -> None:
        """Put an AE on its list of modalities."""
        self.ask("PUT", f"/modalities/{name}", {"AET": ae_title, "Host": "127.0.0.1", "Port": port})

    def files(self) -> dict[str, bytes]:
        """Every file that it keeps, by SOP Instance UID."""
        kept = {}
        for key in self.ask("GET", "/instances"):
            uid = self.ask("GET", f"/instances/{key}")["MainDicomTags"]["SOPInstanceUID"]
            kept[uid] = self.ask("GET", f"/instances/{key}/file")
        return kept


@contextmanager
def orthanc_server(folder: Path, *, has_dicom_web: bool = False, **settings: Any) -> Iterator[Orthanc]:
    """Run an Orthanc that accepts everybody, on ports that nobody else has.

    Parameters
    ----------
    settings
        Further options of its configuration file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for attempts_left in reversed(range(ATTEMPTS)):
        with ExitStack() as running_server:
            try:
                orthanc = running_server.enter_context(_started(folder, has_dicom_web, settings))
            except RuntimeError as problem:
                if IN_USE not in str(problem) or not attempts_left:
                    raise
                continue
            yield orthanc
            return


@contextmanager
def _started(folder: Path, has_dicom_web: bool, settings: dict[str, Any]) -> Iterator[Orthanc]:
    dicom_port, http_port = free_ports(2)
    configuration = {
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "storage"),
        "DicomPort": dicom_port,
        "DicomAet": AE_TITLE,
        "HttpPort": http_port,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": True,
        "RegisteredUsers": {USER: PASSWORD},
        "DicomAlwaysAllowStore": True,
        "DicomCheckModalityHost": False,
        "UnknownSopClassAccepted": True,
        "TranscodeDicomProtocol": False,
        "Plugins": [str(DICOM_WEB)] if has_dicom_web else [],
        "DicomWeb": {"Enable": has_dicom_web},
        **settings,
    }
    config, log = folder / "orthanc.json", folder / "orthanc.log"
    config.write_text(json.dumps(configuration))
    orthanc = Orthanc(dicom_port, http_port)
    with running([tool("Orthanc", wheel="orthanc, a Debian package"), str(config)], log=log) as process:
        wait_until(lambda: _answers(orthanc), process, log, seconds=60)
        yield orthanc


def _answers(orthanc: Orthanc) -> bool:
    try:
        orthanc.ask("GET", "/system")
    except (urllib3.exceptions.HTTPError, OSError):
        return False
    return True
