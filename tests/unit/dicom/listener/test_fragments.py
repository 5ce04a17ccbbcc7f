"""Whatever the sizes of PDUs, fragments and network packets, the same bytes come out."""

from threading import Semaphore

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleread.dicom.association.bounds import Bounds
from teleread.dicom.association.pace import TooSlow
from teleread.dicom.listener.fragments import Aborted, Fragments, Released
from teleread.dicom.listener.pdu import LONGEST_PDU_BYTES, Fault, Violation, command_message
from teleread.dicom.listener.stream import LARGE_BUFFER_BYTES, PeerGone, Silence, Stream
from tests.unit.dicom.listener.peer import ABORT, RELEASE, ScriptedConnection, p_data, pdv

pieces = st.lists(st.integers(1, 40), min_size=1, max_size=50)
pdus_of_fragments = st.lists(
    st.lists(st.tuples(st.integers(0, 255), st.integers(0, 3), st.binary(max_size=60)), min_size=1)
)


def fragments_of(said, sizes=None):
    stream = Stream(
        ScriptedConnection(said, iter([*sizes, *[1 << 20] * 10_000]) if sizes else None), Bounds(), Semaphore()
    )
    return Fragments(stream)


def read_all(fragments, read):
    while True:
        fragments.next()
        control = fragments.is_command | 2 * fragments.is_last
        read.append((fragments.context_id, control, b"".join(map(bytes, fragments.content()))))


@settings(deadline=None)
@given(pdus_of_fragments, pieces)
def test_fragments_come_out_as_they_went_in(pdus, sizes):
    fragments = fragments_of(b"".join(p_data(*(pdv(*each) for each in pdu)) for pdu in pdus) + RELEASE, sizes)
    read = []
    with pytest.raises(Released):
        read_all(fragments, read)
    assert read == [each for pdu in pdus for each in pdu]


def test_a_fragment_of_the_longest_pdu_comes_in_pieces_of_the_buffer():
    whole = bytes(range(256)) * 4095
    stream = Stream(ScriptedConnection(p_data(pdv(1, 2, whole))), Bounds(), Semaphore())
    stream.expect_much()
    fragments = Fragments(stream)
    fragments.next()
    got = [bytes(piece) for piece in fragments.content()]
    assert b"".join(got) == whole
    assert max(map(len, got)) == LARGE_BUFFER_BYTES


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (p_data(), Fault.INVALID_PARAMETER),
        (p_data(b"\0\0\0\x09\x01\x03"), Fault.INVALID_PARAMETER),
        (p_data(b"\0\0\0\x01\x01\x03"), Fault.INVALID_PARAMETER),
        (p_data(b"\0\0\0"), Fault.INVALID_PARAMETER),
        (b"\x04\0" + (LONGEST_PDU_BYTES + 1).to_bytes(4, "big"), Fault.INVALID_PARAMETER),
        (b"\x04\0\xff\xff\xff\xff", Fault.INVALID_PARAMETER),
        (b"\x01\0\0\0\0\x04", Fault.UNEXPECTED_PDU),
        (b"\x06\0\0\0\0\x04", Fault.UNEXPECTED_PDU),
        (b"\x08\0\0\0\0\x04", Fault.UNRECOGNIZED_PDU),
        (b"GET / ", Fault.UNRECOGNIZED_PDU),
    ],
)
def test_what_nobody_may_send_is_a_violation(said, fault):
    with pytest.raises(Violation) as violation:
        fragments_of(said).next()
    assert violation.value.fault is fault


def test_an_abort_and_an_end_are_told_apart():
    with pytest.raises(Aborted):
        fragments_of(ABORT).next()
    with pytest.raises(PeerGone):
        fragments_of(b"").next()
    with pytest.raises(PeerGone):
        fragments_of(p_data(pdv(1, 3, b"abc"))[:-4]).next()


@settings(deadline=None)
@given(st.binary(max_size=80), pieces)
def test_any_bytes_end_in_one_of_the_ways_there_are(said, sizes):
    fragments = fragments_of(said, sizes)
    with pytest.raises((Released, Aborted, PeerGone, Violation)):
        read_all(fragments, [])


def test_silence_between_messages_and_slowness_inside_are_told_apart():
    stream = Stream(ScriptedConnection(b"", is_silent_then=True), Bounds(), Semaphore())
    with pytest.raises(Silence):
        stream.wait_for_message()
    stream = Stream(ScriptedConnection(b"\x04", is_silent_then=True), Bounds(), Semaphore())
    stream.wait_for_message()
    with pytest.raises(TooSlow):
        stream.take(6)


def test_a_large_buffer_is_let_go_of_where_nothing_comes():
    connection = ScriptedConnection(b"", is_silent_then=True)
    stream = Stream(connection, Bounds(idle_seconds=9), Semaphore())
    stream.expect_much()
    with pytest.raises(Silence):
        stream.wait_for_message()
    assert len(stream._view) < LARGE_BUFFER_BYTES
    assert sum(connection.timeouts) == 9


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=300), st.integers(0, 40))
def test_a_response_fits_the_peers_limit_and_loses_nothing(command, longest_pdu):
    said = command_message(5, command, longest_pdu=longest_pdu)
    lengths, position = [], 0
    while position < len(said):
        lengths.append(int.from_bytes(said[position + 2 : position + 6], "big"))
        position += 6 + lengths[-1]
    assert not longest_pdu or max(lengths) <= max(longest_pdu, 7)

    fragments, read = fragments_of(said), b""
    for number in range(len(lengths)):
        fragments.next()
        assert (fragments.context_id, fragments.is_command) == (5, True)
        assert fragments.is_last == (number == len(lengths) - 1)
        read += b"".join(map(bytes, fragments.content()))
    assert read == command
