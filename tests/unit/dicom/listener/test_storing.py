"""An association of storage and verification, whatever its peer does."""

import hashlib
import threading
from contextlib import contextmanager
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import StoreUnavailable
from storage.memory import MemoryStore
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.bounds import Bounds
from teleread.dicom.association.status import Answer
from teleread.dicom.listener.associate import ContextResult
from teleread.dicom.listener.reception import Reception
from teleread.dicom.listener.storing import Agreed, End, StorageAssociation
from tests.unit.dicom.listener.peer import (
    ABORT,
    EXPLICIT,
    IMPLICIT,
    RELEASE,
    STORAGE,
    VERIFICATION,
    ScriptedConnection,
    command_set,
    echo_request,
    element,
    in_fragments,
    message,
    p_data,
    pdv,
    store_request,
    uid_element,
)

ECHO_ON, STORE_ON = 1, 3
CONTEXTS = {
    ECHO_ON: ContextResult(ECHO_ON, 0, VERIFICATION, IMPLICIT),
    STORE_ON: ContextResult(STORE_ON, 0, STORAGE, EXPLICIT),
}
NOBODY = Admitted(
    ae_id=UUID(int=1),
    ae_title="QINGSHAN",
    site_id=UUID(int=2),
    clinic_id=UUID(int=3),
    issuer_of_patient_id="",
    time_zone="Asia/Shanghai",
    default_character_set=None,
)


class Archive:
    """What is received, kept in memory; and a store that is full, if told so."""

    def __init__(self, *, room_bytes: int | None = None) -> None:
        self.store, self.kept, self.room_bytes = MemoryStore(), [], room_bytes

    @contextmanager
    def begin(self, _admitted):
        if self.room_bytes == 0:
            raise StoreUnavailable
        with self.store.incoming(f"k{len(self.kept)}") as incoming:
            yield incoming if self.room_bytes is None else Full(incoming, self.room_bytes)

    def keep(self, _admitted, incoming, receipt):
        with receipt.content.reader() as reader:
            reader.seek(receipt.offset)
            self.kept.append((receipt.sop_instance_uid, receipt.transfer_syntax_uid, reader.read()))
        incoming.finish({})
        return Answer(0x0000)

    def reception(self) -> Reception:
        return Reception(admit=lambda _call: NOBODY, begin=self.begin, keep=self.keep, leave=lambda _admitted: None)


class Full:
    """An object for which the room ends."""

    def __init__(self, incoming, room_bytes):
        self._incoming, self._left = incoming, room_bytes

    def write(self, chunk):
        self._left -= len(chunk)
        if self._left < 0:
            raise StoreUnavailable
        self._incoming.write(chunk)


def served(
    said,
    archive=None,
    *,
    pieces=None,
    bounds=None,
    longest_pdu=0,
    stopping=None,
    is_silent_then=False,
    large_buffers=None,
):
    """How the association ended, and what the peer heard."""
    connection = ScriptedConnection(said, pieces, is_silent_then=is_silent_then)
    end = association_of(connection, archive, bounds, longest_pdu, stopping, large_buffers).serve()
    return end, bytes(connection.heard)


def association_of(connection, archive=None, bounds=None, longest_pdu=0, stopping=None, large_buffers=None):
    return StorageAssociation(
        connection,
        agreed=Agreed(CONTEXTS, longest_pdu),
        admitted=NOBODY,
        reception=(archive or Archive()).reception(),
        bounds=bounds or Bounds(),
        stopping=stopping or threading.Event(),
        large_buffers=large_buffers or threading.Semaphore(),
    )


def statuses(heard):
    """The statuses of the responses, each in one PDU."""
    found, position = [], 0
    while position < len(heard):
        length = int.from_bytes(heard[position + 2 : position + 6], "big")
        content = heard[position + 6 : position + 6 + length]
        if heard[position] == 4:
            at = content.index(b"\0\0\0\x09\x02\0\0\0") + 8
            found.append(int.from_bytes(content[at : at + 2], "little"))
        position += 6 + length
    return found


data_sets = st.lists(st.binary(min_size=1, max_size=600), min_size=1, max_size=4)
sizes = st.lists(st.integers(1, 200), max_size=12)


@settings(deadline=None)
@given(data_sets, sizes, sizes, st.booleans())
def test_data_sets_arrive_bit_for_bit_in_fragments_and_packets_of_any_size(sent, fragments, packets, is_one_pdu):
    archive, said = Archive(), b""
    for number, data_set in enumerate(sent):
        command = store_request(sop_instance_uid=f"2.25.{number}", message_id=number)
        pdvs = [*in_fragments(STORE_ON, 1, command, fragments), *in_fragments(STORE_ON, 0, data_set, fragments)]
        said += p_data(*pdvs) if is_one_pdu else b"".join(map(p_data, pdvs))

    end, heard = served(said + RELEASE, archive, pieces=iter([*packets, *[997] * 5000]))

    assert end is End.RELEASED
    assert archive.kept == [(f"2.25.{number}", EXPLICIT, data_set) for number, data_set in enumerate(sent)]
    assert statuses(heard) == [0x0000] * len(sent)
    assert heard.endswith(b"\x06\0\0\0\0\x04\0\0\0\0")


@settings(deadline=None)
@given(st.data())
def test_whatever_breaks_off_or_is_damaged_ends_the_association_and_keeps_nothing_wrong(data):
    sent = data.draw(st.binary(min_size=1, max_size=200))
    said = bytearray(message(STORE_ON, store_request(), sent) + message(ECHO_ON, echo_request()) + RELEASE)
    for position in data.draw(st.lists(st.integers(0, len(said) - 1), max_size=4)):
        said[position] = data.draw(st.integers(0, 255))
    archive = Archive()

    end, _heard = served(bytes(said[: data.draw(st.integers(0, len(said)))]), archive)

    assert end in End
    assert all(len(kept) <= len(said) for _uid, _syntax, kept in archive.kept)


def test_an_association_cut_anywhere_keeps_what_came_whole_and_no_half():
    sent = bytes(range(200))
    whole = message(STORE_ON, store_request(), sent)
    for length in range(len(whole)):
        archive = Archive()
        end, heard = served(whole[:length], archive)
        assert (end, archive.kept, heard) == (End.GONE, [], b""), length


def test_an_abort_between_two_pdus_or_next_to_it_keeps_nothing():
    first, second = p_data(pdv(STORE_ON, 3, store_request())), p_data(pdv(STORE_ON, 0, bytes(100)))
    ends = {
        length: served((first + second)[:length] + ABORT)[0]
        for boundary in (0, len(first), len(first + second))
        for length in (boundary - 1, boundary, boundary + 1)
    }
    assert [end for length, end in ends.items() if length in (0, len(first), len(first + second))] == [End.ABORTED] * 3
    assert set(ends.values()) <= {End.ABORTED, End.GONE, End.VIOLATION}


def test_an_echo_is_answered_and_an_idle_peer_is_left():
    end, heard = served(message(ECHO_ON, echo_request()), is_silent_then=True)
    assert (end, statuses(heard)) == (End.IDLE, [0x0000])
    assert heard.endswith(b"\x07\0\0\0\0\x04\0\0\x02\0")


def test_a_peer_that_stops_in_the_middle_is_left():
    whole = message(STORE_ON, store_request(), b"abcd")
    archive = Archive()
    for length in range(1, len(whole)):
        assert served(whole[:length], archive, is_silent_then=True)[0] is End.TOO_SLOW
    assert archive.kept == []


def test_a_sop_class_of_another_context_is_refused_and_the_next_is_kept():
    archive = Archive()
    other = store_request(sop_class_uid="1.2.840.10008.5.1.4.1.1.2")
    said = message(STORE_ON, other, b"abcd") + message(STORE_ON, store_request(), b"efgh") + RELEASE
    assert statuses(served(said, archive)[1]) == [0x0122, 0x0000]
    assert [kept for *_ids, kept in archive.kept] == [b"efgh"]


def test_nothing_is_stored_on_the_context_of_verification():
    said = message(ECHO_ON, store_request(sop_class_uid=VERIFICATION), b"abcd") + RELEASE
    archive = Archive()
    assert statuses(served(said, archive)[1]) == [0x0122]
    assert archive.kept == []


def test_a_request_without_a_data_set_cannot_be_understood():
    assert statuses(served(message(STORE_ON, store_request(has_data_set=False)) + RELEASE)[1]) == [0xC000]


@pytest.mark.parametrize("field", [0x0020, 0x0010, 0x0021, 0x0140, 0x7777])
def test_another_operation_is_not_recognized_and_its_data_set_passed_over(field):
    asked = command_set(
        uid_element(0x0002, STORAGE),
        element(0x0100, field.to_bytes(2, "little")),
        element(0x0110, b"\x05\0"),
        element(0x0800, b"\0\0"),
    )
    said = message(STORE_ON, asked, b"abcd") + message(ECHO_ON, echo_request()) + RELEASE
    assert statuses(served(said)[1]) == [0x0211, 0x0000]


def test_a_cancel_is_not_answered():
    said = message(STORE_ON, echo_request(field=0x0FFF)) + message(ECHO_ON, echo_request()) + RELEASE
    assert statuses(served(said)[1]) == [0x0000]


def test_a_full_store_answers_send_again_and_the_association_goes_on():
    for room_bytes in (0, 100, 1500):
        archive = Archive(room_bytes=room_bytes)
        said = message(STORE_ON, store_request(), bytes(3000)) + message(ECHO_ON, echo_request()) + RELEASE
        assert statuses(served(said, archive)[1]) == [0xA700, 0x0000]
        assert archive.kept == []


def test_an_instance_that_is_too_long_is_refused_without_harm():
    archive, bounds = Archive(), Bounds(longest_instance_bytes=1000)
    said = message(STORE_ON, store_request(), bytes(1001)) + message(STORE_ON, store_request(), bytes(1000)) + RELEASE
    assert statuses(served(said, archive, bounds=bounds)[1]) == [0xA700, 0x0000]


def test_one_without_an_end_is_not_listened_to_for_ever():
    bounds = Bounds(longest_instance_bytes=1000)
    endless = p_data(pdv(STORE_ON, 3, store_request())) + p_data(pdv(STORE_ON, 0, bytes(500))) * 5
    end, heard = served(endless, bounds=bounds)
    assert (end, statuses(heard)) == (End.VIOLATION, [])


@pytest.mark.parametrize(
    "said",
    [
        p_data(pdv(5, 3, echo_request())),
        p_data(pdv(STORE_ON, 2, b"abcd")),
        p_data(pdv(STORE_ON, 3, store_request())) + p_data(pdv(STORE_ON, 3, store_request())),
        p_data(pdv(STORE_ON, 3, store_request())) + p_data(pdv(ECHO_ON, 2, b"abcd")),
        p_data(pdv(ECHO_ON, 3, echo_request(field=0x8030))),
        p_data(pdv(STORE_ON, 1, bytes(60_000))) * 2,
        p_data(pdv(STORE_ON, 3, b"nonsense")),
    ],
)
def test_what_is_no_message_is_a_violation(said):
    archive = Archive()
    end, heard = served(said, archive)
    assert (end, archive.kept) == (End.VIOLATION, [])
    assert heard[0] == 7


def test_a_response_keeps_to_the_peers_longest_pdu():
    _end, heard = served(message(ECHO_ON, echo_request()), longest_pdu=16)
    position, lengths = 0, []
    while position < len(heard):
        lengths.append(int.from_bytes(heard[position + 2 : position + 6], "big"))
        position += 6 + lengths[-1]
    assert len(lengths) > 3
    assert max(lengths) == 16


def test_when_all_stops_the_instance_in_hand_is_answered_and_then_the_association_aborted():
    stopping, archive = threading.Event(), Archive()
    kept = archive.keep

    def keep_and_stop(*arguments):
        stopping.set()
        return kept(*arguments)

    archive.keep = keep_and_stop
    end, heard = served(message(STORE_ON, store_request(), b"abcd") * 2, archive, stopping=stopping)
    assert (end, statuses(heard)) == (End.STOPPING, [0x0000])
    assert heard.endswith(b"\x07\0\0\0\0\x04\0\0\x02\0")


def test_a_defect_of_ours_is_answered_and_the_sender_keeps_its_copy():
    archive = Archive()
    archive.keep = lambda *_: 1 / 0
    assert statuses(served(message(STORE_ON, store_request(), b"abcd") + RELEASE, archive)[1]) == [0x0110]


def test_the_digest_taken_on_the_way_is_that_of_head_and_data_set():
    archive, digests = Archive(), []
    archive.keep = lambda _admitted, incoming, receipt: digests.append(incoming.sha256) or Answer(0)
    with archive.store.incoming("other") as other:
        served(message(STORE_ON, store_request(), b"abcd") + RELEASE, archive)
        assert digests[0] != hashlib.sha256(b"abcd").digest()
        assert other.size_bytes == 0


def test_where_all_large_buffers_are_taken_a_smaller_one_does_and_what_was_taken_is_given_back():
    data_set = bytes(range(256)) * 1200
    said = message(STORE_ON, store_request(), data_set) + RELEASE
    for free in (0, 1):
        archive, large_buffers = Archive(), threading.Semaphore(free)
        end, heard = served(said, archive, large_buffers=large_buffers)
        assert (end, statuses(heard)) == (End.RELEASED, [0x0000])
        assert [content for _, _, content in archive.kept] == [data_set]
        assert sum(large_buffers.acquire(blocking=False) for _ in range(2)) == free


def test_what_an_association_has_brought_is_counted():
    other = store_request(sop_class_uid=VERIFICATION)
    said = message(STORE_ON, store_request(), b"abcd") * 2 + message(STORE_ON, other, b"efghij") + RELEASE
    association = association_of(ScriptedConnection(said))
    assert association.serve() is End.RELEASED
    tally = association.tally
    assert (tally.instances, tally.refused, tally.size_bytes) == (3, 1, 8)
