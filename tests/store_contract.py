"""What every object store promises, as tests: a subclass gives the fixture `store`."""

import errno
import hashlib
import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import ENVELOPE_LIMIT_BYTES, KeyRefused, ObjectExists, ObjectMissing, ObjectStore, StoredObject

ENVELOPE = {"clinic": "青山卫生院", "ae": "QINGSHAN", "received_at": "2026-03-02T08:00:00Z", "empty": ""}
NOT_KEYS = [
    "",
    "/etc/passwd",
    "../outside",
    "a/../b",
    "a/..",
    ".incoming/a",
    "a//b",
    "a/",
    "a\0b",
    "a\nb",
    "a b",
    "键",
    "a" * 129,
    "a/" * 300 + "a",
    "C:\\a",
]

LARGE_SIZES = (1_000_000, 4 * 1024 * 1024, 8 * 1024 * 1024, 12_345_678)
"""On both sides of every limit at which a store changes where it keeps the bytes."""

chunkings = st.lists(st.binary(max_size=3000), max_size=8)
looks = st.tuples(st.integers(0, 5000), st.integers(0, 5000))
often = settings(
    max_examples=25,
    deadline=None,
    # every example has a key of its own, so they may share a store, and a subclass is another store
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)


def a_key() -> str:
    key = uuid4().hex
    return f"{key[:2]}/{key}"


def read(store: ObjectStore, locator: str, *, start: int = 0, length: int | None = None) -> bytes:
    with store.open(locator, start=start, length=length) as content:
        return content.read()


def held(store: ObjectStore) -> dict[str, StoredObject]:
    listed = list(store.walk())
    found = {each.locator: each for each in listed}
    assert len(found) == len(listed)
    return found


class StoreContract:
    @often
    @given(chunks=chunkings)
    def test_what_was_put_is_read_bit_identical_however_it_was_cut(self, store: ObjectStore, chunks: list[bytes]):
        content = b"".join(chunks)
        stored = store.put(a_key(), iter(chunks), ENVELOPE)

        assert read(store, stored.locator) == content
        assert stored.size_bytes == len(content)
        assert stored.sha256 == hashlib.sha256(content).digest()
        assert stored.envelope == ENVELOPE
        assert store.stat(stored.locator) == stored

    @often
    @given(content=st.binary(max_size=2000), start=st.integers(0, 2500), length=st.none() | st.integers(0, 2500))
    def test_any_range_is_that_part_of_the_bytes(
        self, store: ObjectStore, content: bytes, start: int, length: int | None
    ):
        stored = store.put(a_key(), [content], {})
        end = None if length is None else start + length

        assert read(store, stored.locator, start=start, length=length) == content[start:end]

    @often
    @given(jumps=st.lists(st.tuples(st.integers(0, 700), st.integers(0, 700)), max_size=6))
    def test_an_opened_object_can_be_read_in_any_order(self, store: ObjectStore, jumps: list[tuple[int, int]]):
        content = bytes(range(256)) * 4
        stored = store.put(a_key(), [content], {})
        same = io.BytesIO(content[100:700])
        with store.open(stored.locator, start=100, length=600) as opened:
            for position, count in jumps:
                assert opened.seek(position) == same.seek(position)
                assert opened.read(count) == same.read(count)
            assert opened.seek(-5, io.SEEK_END) == same.seek(-5, io.SEEK_END)
            assert opened.read() == same.read()

    def test_an_object_larger_than_every_buffer_comes_back(self, store: ObjectStore):
        content = bytes(range(256)) * 4096 * 37
        stored = store.put(a_key(), (content[at : at + 900_001] for at in range(0, len(content), 900_001)), ENVELOPE)

        assert hashlib.sha256(read(store, stored.locator)).digest() == stored.sha256
        assert read(store, stored.locator, start=17 * 1024 * 1024 - 3, length=7) == bytes([253, 254, 255, 0, 1, 2, 3])

    def test_an_empty_object_is_an_object(self, store: ObjectStore):
        stored = store.put(a_key(), [], {})

        assert read(store, stored.locator) == b""
        assert held(store) == {stored.locator: stored}

    def test_a_range_with_a_negative_side_is_refused(self, store: ObjectStore):
        stored = store.put(a_key(), [b"abc"], {})
        for start, length in ((-1, None), (0, -1)):
            with pytest.raises(ValueError, match="negative"):
                read(store, stored.locator, start=start, length=length)

    def test_walk_lists_exactly_what_is_there_with_its_envelope(self, store: ObjectStore):
        stored = [store.put(a_key(), [bytes([number])], {"number": str(number)}) for number in range(12)]
        store.delete(stored.pop().locator)

        assert held(store) == {each.locator: each for each in stored}

    def test_an_empty_store_has_nothing_to_walk(self, store: ObjectStore):
        assert held(store) == {}

    def test_a_deleted_object_is_missing(self, store: ObjectStore):
        stored = store.put(a_key(), [b"abc"], {})
        store.delete(stored.locator)

        for ask in (store.stat, store.open, store.delete):
            with pytest.raises(ObjectMissing):
                ask(stored.locator)

    def test_what_was_never_put_is_missing(self, store: ObjectStore):
        store.put("ab/cd", [b"abc"], {})
        for locator in ("ab", "ab/cd/ef", "ab/ce", a_key()):
            for ask in (store.stat, store.open, store.delete):
                with pytest.raises(ObjectMissing):
                    ask(locator)

    def test_a_used_key_is_refused_and_keeps_its_bytes(self, store: ObjectStore):
        stored = store.put(a_key(), [b"first"], {"number": "1"})
        with pytest.raises(ObjectExists):
            store.put(stored.locator, [b"second"], {"number": "2"})

        assert read(store, stored.locator) == b"first"
        assert held(store) == {stored.locator: stored}

    @pytest.mark.parametrize("key", NOT_KEYS)
    def test_what_could_name_something_outside_is_no_key(self, store: ObjectStore, key: str):
        with pytest.raises(KeyRefused):
            store.put(key, [b"abc"], {})
        for ask in (store.stat, store.open, store.delete):
            with pytest.raises(KeyRefused):
                ask(key)
        assert held(store) == {}

    def test_an_envelope_that_some_store_could_not_keep_is_refused_by_all(self, store: ObjectStore):
        full = {"a": "x" * (ENVELOPE_LIMIT_BYTES - len('{"a":""}'))}
        assert store.put(a_key(), [b""], full).envelope == full
        with pytest.raises(ValueError, match="envelope"):
            store.put(a_key(), [b""], {"a": full["a"] + "x"})
        assert len(held(store)) == 1

    @pytest.mark.parametrize(
        "error", [ConnectionResetError(errno.ECONNRESET, "peer is gone"), ValueError("bad data set")]
    )
    def test_a_producer_that_raises_leaves_nothing_and_is_heard(self, store: ObjectStore, error: Exception):
        def broken() -> Iterator[bytes]:
            yield b"x" * 2_000_000
            raise error

        key = a_key()
        with pytest.raises(type(error)) as raised:
            store.put(key, broken(), ENVELOPE)

        assert raised.value is error
        assert held(store) == {}
        assert read(store, store.put(key, [b"again"], {}).locator) == b"again"

    def test_many_put_at_once(self, store: ObjectStore):
        contents = {a_key(): bytes([number]) * 70_000 for number in range(40)}

        def put(key: str) -> StoredObject:
            return store.put(key, (contents[key][at : at + 9_000] for at in range(0, 70_000, 9_000)), {"key": key})

        with ThreadPoolExecutor(8) as pool:
            stored = list(pool.map(put, contents))

        assert held(store) == {each.locator: each for each in stored}
        for each in stored:
            assert read(store, each.locator) == contents[each.envelope["key"]]

    @often
    @given(
        steps=st.lists(st.binary(max_size=3000) | st.tuples(st.integers(0, 5000), st.integers(0, 5000)), max_size=12)
    )
    def test_what_is_written_can_be_read_between_the_writes(
        self, store: ObjectStore, steps: list[bytes | tuple[int, int]]
    ):
        so_far = b""
        with store.incoming(a_key()) as incoming:
            first = incoming.reader()
            for step in steps:
                if isinstance(step, bytes):
                    incoming.write(step)
                    so_far += step
                else:
                    start, count = step
                    reader = incoming.reader()
                    reader.seek(start)
                    assert reader.read(count) == so_far[start : start + count]
                assert (incoming.size_bytes, incoming.sha256) == (len(so_far), hashlib.sha256(so_far).digest())
            stored = incoming.finish(ENVELOPE)
            assert incoming.reader().read() == so_far
            assert first.read() == b""

        assert (stored.size_bytes, stored.sha256) == (len(so_far), hashlib.sha256(so_far).digest())
        assert stored.envelope == ENVELOPE
        assert read(store, stored.locator) == so_far
        assert store.stat(stored.locator) == stored
        store.delete(stored.locator)
        with pytest.raises(ObjectMissing):
            store.stat(stored.locator)

    @pytest.mark.parametrize("size", LARGE_SIZES)
    def test_an_incoming_object_of_any_size_comes_back(self, store: ObjectStore, size: int):
        content = (bytes(range(251)) * (size // 251 + 1))[:size]
        with store.incoming(a_key()) as incoming:
            early = None
            for at in range(0, size, 900_001):
                incoming.write(memoryview(content)[at : at + 900_001])
                early = early or incoming.reader()
            late = incoming.reader()
            assert early is not None
            assert early.read(700_000) == content[:700_000]
            assert late.read() == content
            assert late.seek(-7, io.SEEK_END) == size - 7
            assert late.read() == content[-7:]
            stored = incoming.finish(ENVELOPE)

        assert read(store, stored.locator) == content
        assert read(store, stored.locator, start=size - 600_000, length=10) == content[-600_000:-599_990]
        assert held(store) == {stored.locator: stored}

    def test_the_memory_of_a_chunk_may_be_used_again(self, store: ObjectStore):
        memory = bytearray(b"first")
        with store.incoming(a_key()) as incoming:
            incoming.write(memory)
            memory[:] = b"other"
            incoming.write(memoryview(memory)[:2])
            stored = incoming.finish({})

        assert read(store, stored.locator) == b"firstot"

    @pytest.mark.parametrize("size", [0, 1000, LARGE_SIZES[-1]])
    def test_an_incoming_object_that_is_not_finished_leaves_nothing(self, store: ObjectStore, size: int):
        key = a_key()
        with store.incoming(key) as incoming:
            incoming.write(bytes(size))

        def break_off() -> None:
            with store.incoming(key) as incoming:
                incoming.write(bytes(size))
                raise ConnectionResetError(errno.ECONNRESET, "peer is gone")

        with pytest.raises(ConnectionResetError):
            break_off()

        assert held(store) == {}
        assert read(store, store.put(key, [b"again"], {}).locator) == b"again"

    def test_an_incoming_object_is_finished_once_and_nothing_is_written_after(self, store: ObjectStore):
        with store.incoming(a_key()) as incoming:
            incoming.write(b"abc")
            stored = incoming.finish({})
            for again in (lambda: incoming.finish({}), lambda: incoming.write(b"def")):
                with pytest.raises(ValueError, match="nothing more"):
                    again()
        with store.incoming(a_key()) as left:
            pass
        for late in (lambda: left.finish({}), lambda: left.write(b"def")):
            with pytest.raises(ValueError, match="nothing more"):
                late()

        assert held(store) == {stored.locator: stored}

    def test_an_envelope_that_is_refused_may_be_mended(self, store: ObjectStore):
        with store.incoming(a_key()) as incoming:
            incoming.write(b"abc")
            with pytest.raises(ValueError, match="envelope"):
                incoming.finish({"a": "x" * ENVELOPE_LIMIT_BYTES})
            stored = incoming.finish(ENVELOPE)

        assert held(store) == {stored.locator: stored}

    @pytest.mark.parametrize("key", NOT_KEYS)
    def test_nothing_begins_under_what_is_no_key(self, store: ObjectStore, key: str):
        with pytest.raises(KeyRefused), store.incoming(key):
            pass

    def test_many_come_in_at_once(self, store: ObjectStore):
        def keep(number: int) -> tuple[bytes, StoredObject]:
            content = bytes([number]) * (number * 9_000)
            with store.incoming(a_key()) as incoming:
                for at in range(0, len(content), 7_000):
                    incoming.write(content[at : at + 7_000])
                return content, incoming.finish({"number": str(number)})

        with ThreadPoolExecutor(8) as pool:
            kept = list(pool.map(keep, range(40)))

        assert held(store) == {stored.locator: stored for _, stored in kept}
        assert all(read(store, stored.locator) == content for content, stored in kept)


class OneWinnerContract:
    """Only where the store can refuse a used key without a gap: S3's client cannot."""

    def test_of_many_that_put_one_key_at_once_one_wins(self, store: ObjectStore):
        key, ready = a_key(), threading.Barrier(8)

        def put(number: int) -> int | None:
            ready.wait(10)
            try:
                store.put(key, [bytes([number])], {})
            except ObjectExists:
                return None
            return number

        with ThreadPoolExecutor(8) as pool:
            winners = [number for number in pool.map(put, range(8)) if number is not None]

        assert len(winners) == 1
        assert read(store, key) == bytes(winners)
