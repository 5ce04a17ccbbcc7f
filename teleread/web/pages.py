"""The built front end: hashed assets for ever, its page for every address that is no file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response

STATIC = Path(__file__).parent / "static"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""By preference, with the ending of the file beside the plain one."""

MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""Said here and not asked of the machine, whose own table may be another."""

NOT_PAGES = ("api", "dicom-web", "fhir", "assets")

NOT_BUILT = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>teleread</title>
<h1>页面尚未构建</h1><p>请运行 <code>make setup</code>，然后刷新。接口已可使用。</p>
<h1>The pages were not built</h1><p>Run <code>make setup</code>, then reload. The API already answers.</p></html>"""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the front end and the encodings that lie ready beside it."""

    path: Path
    encodings: Mapping[str, Path]


def scan(folder: Path) -> dict[str, StaticFile]:
    """Return what can be served, by address; nothing outside the folder ever is."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name: StaticFile(
            path, {encoding: paths[name + ending] for encoding, ending in ENCODINGS.items() if name + ending in paths}
        )
        for name, path in paths.items()
        if path.suffix in MEDIA_TYPES
    }


@router.api_route("/{path:path}", methods=["GET", "HEAD"])
def page(path: str, request: Request) -> Response:
    """Serve a file of the front end, or its page for an address of its own."""
    files: Mapping[str, StaticFile] = request.app.state.pages or scan(STATIC)
    accepted = request.headers.get("Accept-Encoding", "")
    if path in files:
        return respond(files[path], accepted, is_hashed=path.startswith("assets/"))
    if path.partition("/")[0] in NOT_PAGES or "." in path.rpartition("/")[2]:
        raise HTTPException(404)
    if "index.html" not in files:
        return HTMLResponse(NOT_BUILT, status_code=503)
    return respond(files["index.html"], accepted, is_hashed=False)


def respond(file: StaticFile, accepted: str, *, is_hashed: bool) -> FileResponse:
    """Answer with a file in the best encoding that the browser takes."""
    encoding = next((name for name in ENCODINGS if name in file.encodings and takes(accepted, name)), None)
    caching = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
    headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"}
    if encoding is not None:
        headers["Content-Encoding"] = encoding
    return FileResponse(
        file.encodings[encoding] if encoding else file.path,
        headers=headers,
        media_type=MEDIA_TYPES[file.path.suffix],
    )


def takes(accepted: str, encoding: str) -> bool:
    """Say whether an Accept-Encoding header names an encoding and does not refuse it.

    References
    ----------
    RFC 9110 12.5.3.
    """
    for part in accepted.split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() == encoding:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
