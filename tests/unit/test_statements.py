"""Statements that are built when their module is read know their types, whoever was read before."""

import subprocess
import sys

import pytest

LOOK = """
import importlib, sys
from sqlalchemy.sql.base import Executable
from sqlalchemy.types import NullType
module = importlib.import_module(sys.argv[1])
named = [getattr(each, "statement", each) for each in vars(module).values()]
built = [each for each in named if isinstance(each, Executable) and hasattr(each, "compile")]
untyped = [name for each in built for name, bind in each.compile().binds.items() if isinstance(bind.type, NullType)]
print(len(built), untyped)
"""
MODULES = ["archive.receiving_records", "worklist.study_records", "forwarding.records"]


@pytest.mark.parametrize("module", MODULES)
def test_no_parameter_is_without_a_type_where_a_module_is_read_first(module: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOOK, f"teleread.{module}"], capture_output=True, text=True, check=True, timeout=60
    )
    number, _, untyped = said.stdout.strip().partition(" ")
    assert int(number) > 0
    assert untyped == "[]"
