"""Command sets are read and written as others read and write them."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.filereader import read_dataset
from pynetdicom.dimse_messages import C_STORE_RSP
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.dsutils import decode

from teleread.dicom.listener.command import Command, encode_response, parse_command
from teleread.dicom.listener.pdu import Violation
from tests.unit.dicom.listener.peer import STORAGE, VERIFICATION, command_set, echo_request, element, store_request


def test_a_request_to_store_is_read():
    assert parse_command(store_request(message_id=7)) == Command(0x0001, 7, True, STORAGE, "2.25.1")
    assert not parse_command(store_request(has_data_set=False)).has_data_set


def test_an_echo_is_read():
    assert parse_command(echo_request(3)) == Command(0x0030, 3, False, VERIFICATION, "")


@settings(deadline=None)
@given(
    st.integers(0, 65535),
    st.integers(0, 65535),
    st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=64),
)
def test_another_implementation_reads_the_answer(message_id, status, comment):
    request = Command(0x0001, message_id, True, STORAGE, "2.25.12")
    read = read_dataset(BytesIO(encode_response(request, status, comment)), is_implicit_VR=True, is_little_endian=True)

    assert (read.CommandField, read.MessageIDBeingRespondedTo, read.Status) == (0x8001, message_id, status)
    assert (read.AffectedSOPClassUID, read.AffectedSOPInstanceUID) == (STORAGE, "2.25.12")
    assert (read.CommandDataSetType, read.get("ErrorComment", "")) == (0x0101, comment)
    rest = encode_response(request, status, comment)[12:]
    assert read.CommandGroupLength == len(rest)


def test_the_answer_is_that_of_pynetdicom_bit_for_bit():
    primitive = C_STORE()
    primitive.MessageIDBeingRespondedTo, primitive.Status = 9, 0xA700
    primitive.AffectedSOPClassUID, primitive.AffectedSOPInstanceUID = STORAGE, "2.25.12"
    primitive.ErrorComment = "Send again"
    theirs = C_STORE_RSP()
    theirs.primitive_to_message(primitive)
    (pdv, *_) = [each for pdata in theirs.encode_msg(1, 0) for each in pdata.presentation_data_value_list]

    ours = encode_response(Command(0x0001, 9, True, STORAGE, "2.25.12"), 0xA700, "Send again")

    assert decode(BytesIO(pdv[1][1:]), True, True) == decode(BytesIO(ours), True, True)
    assert pdv[1][1:] == ours


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_command_or_are_refused(content):
    with suppress(Violation):
        parse_command(content)


@settings(deadline=None)
@given(st.data())
def test_any_damage_leaves_a_command_or_a_refusal(data):
    whole = bytearray(store_request())
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        whole[position] = data.draw(st.integers(0, 255))
    with suppress(Violation):
        parse_command(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        store_request()[:-1],
        store_request()[:5],
        command_set(element(0x0100, b"\x01\x00")),
        command_set(element(0x0100, b"\x01"), element(0x0800, b"\x01\x01")),
        b"\x08\x00" + store_request()[2:],
    ],
)
def test_a_command_set_that_breaks_off_or_lacks_its_numbers_is_refused(wrong):
    with pytest.raises(Violation):
        parse_command(wrong)
