"""The modules of the bench, which lies outside and is found where the command line says."""

import importlib
import sys
from pathlib import Path
from types import ModuleType


def tool(bench: Path, name: str) -> ModuleType:
    """Return one of the bench's modules."""
    if str(bench) not in sys.path:
        sys.path.append(str(bench))
    return importlib.import_module(name)
