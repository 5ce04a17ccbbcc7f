"""The value sets that are a table here, against those that R4 publishes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teleread.fhir.checking import REQUIRED_CODES

PACKAGE = Path(__file__).resolve().parents[3] / "frontend" / "node_modules" / "@medplum" / "definitions"
R4 = PACKAGE / "dist" / "fhir" / "r4"
CODE_SYSTEMS = {"status": "request-status", "intent": "request-intent", "priority": "request-priority"}
"""Of a ServiceRequest; the schema has only a pattern for these."""


def codes(concepts: list[dict[str, Any]]) -> Iterator[str]:
    for each in concepts:
        yield each["code"]
        yield from codes(each.get("concept", []))


def published(place: str) -> set[str]:
    kind, _, name = place.partition(".")
    if kind != "ServiceRequest":
        schema = json.loads((R4 / "fhir.schema.json").read_text())["definitions"]
        return set(schema[kind]["properties"][name]["enum"])
    entries = json.loads((R4 / "valuesets.json").read_text())["entry"]
    wanted = ("CodeSystem", CODE_SYSTEMS[name])
    (system,) = [each["resource"] for each in entries if _named(each["resource"]) == wanted]
    return set(codes(system["concept"]))


def _named(resource: dict[str, Any]) -> tuple[str, str]:
    return resource["resourceType"], resource["id"]


@pytest.mark.parametrize("place", sorted(REQUIRED_CODES))
def test_a_value_set_is_that_of_r4(place: str):
    assert published(place) == REQUIRED_CODES[place]
