"""What CONFORMANCE.md and docs say is what the code does, as far as it can be compared."""

import re
from io import BytesIO
from pathlib import Path

import pydicom
import pytest
from pydicom.datadict import dictionary_description

from teleread.archive.query import MATCHED, QueryLevel
from teleread.clinics.limits import HOUSE_LIMITS
from teleread.config import Settings
from teleread.dicom.association import commitment, status
from teleread.dicom.association.accepted import accepted_sop_classes, accepted_transfer_syntaxes
from teleread.dicom.dataset.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME
from teleread.dicom.dataset.wanted import CHARACTER_SET, WANTED, WANTED_OF_REQUEST
from teleread.dicom.encapsulate import encapsulate_pdf
from teleread.dicom.listener.associate import MOST_CONTEXTS
from teleread.dicom.scp import HOUSE_BOUNDS, LONGEST_PDU_WE_ASK_FOR
from teleread.dicom.services import modality_worklist, performed_step, query
from teleread.views.qido import KEYS_OF_LEVEL
from tests.unit.dicom.test_encapsulate import DOCUMENT, PDF, SUBJECT

ROOT = Path(__file__).resolve().parents[2]
STATEMENT = (ROOT / "CONFORMANCE.md").read_text()
ANNEX_A = (ROOT / "docs" / "storage-sop-classes.md").read_text()
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
OF_SUB_OPERATIONS = {0xB000, 0xA702, 0xA801}
"""Of C-GET and C-MOVE; pynetdicom answers these itself."""


def section(title: str) -> str:
    """Return what stands below a heading until the next of its kind or higher."""
    level, _, _ = title.partition(" ")
    _, _, rest = STATEMENT.partition(f"\n{title}\n")
    assert rest, title
    return re.split(rf"\n#{{1,{len(level)}}} ", rest)[0]


def rows(text: str) -> list[list[str]]:
    """Return the cells of every line of a table."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]


def listed(text: str, title: str) -> list[str]:
    _, _, rest = text.partition(f"\n## {title}\n")
    return [cells[1] for cells in rows(rest.split("\n## ")[0]) if cells[1][:1].isdigit()]


def test_every_storage_sop_class_and_transfer_syntax_is_listed_and_no_other() -> None:
    assert sorted(listed(ANNEX_A, "Storage SOP Classes")) == accepted_sop_classes()
    assert listed(ANNEX_A, "Transfer syntaxes") == accepted_transfer_syntaxes()


def test_what_the_index_reads_of_a_data_set_is_listed() -> None:
    (line,) = (cells[1] for cells in rows(STATEMENT) if cells[0].startswith("C. Attributes"))
    ours, of_request = (part.split(", ") for part in line.split(". ")[0].split("; of Request Attributes Sequence "))
    assert set(ours) == {dictionary_description(tag) for tag in WANTED}
    assert set(of_request) == {dictionary_description(tag) for tag in WANTED_OF_REQUEST - {CHARACTER_SET}}


def test_every_attribute_of_a_document_that_we_create_is_listed_and_no_other() -> None:
    created = pydicom.dcmread(BytesIO(encapsulate_pdf(PDF, SUBJECT, DOCUMENT)))
    told = [name for cells in rows(section("### The Encapsulated PDF Instance"))[2:] for name in cells[1].split(", ")]
    assert sorted(told) == sorted(dictionary_description(tag) for tag in created.keys())  # noqa: SIM118  (not elements)


def test_the_statement_names_this_implementation() -> None:
    assert IMPLEMENTATION_CLASS_UID in STATEMENT
    assert f"`{IMPLEMENTATION_VERSION_NAME}`" in STATEMENT


def test_the_bounds_of_associations_are_those_that_are_kept() -> None:
    said = section("### Associations")
    bounds = HOUSE_BOUNDS
    assert f"More than {bounds.most_associations} associations" in said
    assert f"{bounds.most_of_one_ae} of one AE" in said
    assert f"{bounds.most_other_services} that ask for more than storage" in said
    assert f"{bounds.most_other_services_of_one_ae} such of one AE" in said
    assert f"({HOUSE_LIMITS.associations} unless set)" in said
    assert f"above {bounds.most_unknown_of_one_address} of one address" in said
    assert bounds.most_connections == bounds.most_associations * 6 // 5
    assert f"{bounds.until_accepted_seconds:.0f} s for TLS handshake and A-ASSOCIATE-RQ" in said
    assert f"{bounds.idle_seconds:.0f} s of silence between messages" in said
    assert f"{bounds.least_bytes >> 10} KB for every {bounds.pace_seconds:.0f} s" in said
    assert f"the requestor has {bounds.farewell_seconds:.0f} s to close" in said
    assert f"we announce {LONGEST_PDU_WE_ASK_FOR >> 10} KB PDUs" in said
    assert f"{MOST_CONTEXTS} presentation contexts" in said


def test_every_status_that_is_answered_is_told_and_no_other() -> None:
    answered = {value for name, value in vars(status).items() if name.isupper() and isinstance(value, int)}
    answered = (answered - {status.LONGEST_COMMENT}) | OF_SUB_OPERATIONS
    told = {int(code, 16) for code in re.findall(r"\b[0-9A-F]{4}\b", _statuses())}
    assert {f"{code:04X}" for code in answered - told} == set()
    assert {f"{code:04X}" for code in told - answered} == set()


def _statuses() -> str:
    tables = STATEMENT.split("| status | when |")[1:]
    of_tables = "\n".join(cells[0] for table in tables for cells in rows(table.split("\n\n")[0]))
    of_steps = "\n".join(table.split("\n\n")[0] for table in tables if "Error ID" in table)
    of_action = re.findall(r"\| status of N-ACTION \|(.*)\|", STATEMENT)
    return "\n".join([of_tables, *re.findall(r"Error ID [0-9A-F]{4}", of_steps), *of_action])


@pytest.mark.parametrize("level", list(QueryLevel))
def test_the_keys_of_query_are_those_that_are_matched(level: QueryLevel) -> None:
    told: set[str] = set()
    for cells in rows(section("### Query/Retrieve SCP (C-FIND): Patient Root and Study Root")):
        if cells[0] in set(QueryLevel):
            told |= set(cells[1].split(", "))
        if cells[0] == level:
            break
    assert told == {dictionary_description(keyword) for keyword in MATCHED[level]}


def test_the_keys_of_qido_are_those_that_are_matched() -> None:
    told: set[str] = set()
    by_level = {}
    for cells in rows(section("### QIDO-RS")):
        told = told | {
            word for word in re.split(r", (?:and )?", cells[1].removeprefix("those, and ")) if word.isalnum()
        }
        by_level[cells[0]] = told
    assert {level.value: keys for level, keys in KEYS_OF_LEVEL.items()} == {
        level.value: by_level[level.value] for level in KEYS_OF_LEVEL
    }


@pytest.mark.parametrize("service", [commitment.SOP_CLASS, modality_worklist.FIND, performed_step.SOP_CLASS])
def test_each_service_is_told(service: str) -> None:
    assert f"| {service} |" in section("## Overview")


def test_each_information_model_of_query_is_told() -> None:
    uids = {value for name, value in vars(query).items() if name.endswith(("_FIND", "_MOVE", "_GET"))}
    told = rows(section("## Overview"))
    for prefix in ("1.2.840.10008.5.1.4.1.2.1", "1.2.840.10008.5.1.4.1.2.2"):
        (line,) = (cells[1] for cells in told if cells[1].startswith(prefix))
        assert line.replace(" ", "") == f"{prefix}.1,.{prefix[-1]}.2,.{prefix[-1]}.3"
        assert {f"{prefix}.{number}" for number in (1, 2, 3)} <= uids


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`TELEREAD_{setting.upper()}`" in OPERATIONS
