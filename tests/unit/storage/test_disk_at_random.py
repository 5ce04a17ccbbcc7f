"""Whatever is done to a disk store, in whatever order, and however often its process dies: what it said is so."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from storage import ObjectExists, ObjectMissing, StoredObject
from storage.disk import INCOMING, DiskStore
from storage.segment_record import BLOCK_BYTES
from tests.store_contract import a_key, held, read

sizes = st.sampled_from([0, 1, 3_000, 4_000, 20_000, 29_999, 30_001, 70_000])


class Storing(RuleBasedStateMachine):
    """Two processes of one folder, each of which may die and come again."""

    kept = Bundle("kept")

    @initialize()
    def begin(self) -> None:
        self._temporary = TemporaryDirectory()
        self._folder = Path(self._temporary.name) / "objects"
        self._stores = [self._opened(), self._opened()]
        self._contents: dict[str, tuple[StoredObject, bytes]] = {}

    def _opened(self) -> DiskStore:
        return DiskStore(self._folder, small_bytes=30_000, segment_bytes=100_000)

    @rule(target=kept, which=st.integers(0, 1), size=sizes, fill=st.binary(min_size=1, max_size=5))
    def take_in(self, which: int, size: int, fill: bytes) -> str:
        content = (fill * (size // len(fill) + 1))[:size]
        with self._stores[which].incoming(a_key()) as incoming:
            for at in range(0, size, 7_000):
                incoming.write(content[at : at + 7_000])
            return self._noted(incoming.finish({"fill": fill.hex()}), content)

    @rule(target=kept, which=st.integers(0, 1), key=st.sampled_from(["a/1", "a/2", "b/1"]), size=sizes)
    def put(self, which: int, key: str, size: int) -> object:
        try:
            stored = self._stores[which].put(key, [bytes(size)], {"key": key})
        except ObjectExists:
            assert key in self._contents
            return multiple()
        assert key not in self._contents
        return self._noted(stored, bytes(size))

    def _noted(self, stored: StoredObject, content: bytes) -> str:
        assert stored.locator not in self._contents
        self._contents[stored.locator] = stored, content
        return stored.locator

    @rule(which=st.integers(0, 1), size=sizes)
    def break_off(self, which: int, size: int) -> None:
        with self._stores[which].incoming(a_key()) as incoming:
            incoming.write(bytes(size))

    @rule(which=st.integers(0, 1), locator=consumes(kept))
    def delete(self, which: int, locator: str) -> None:
        try:
            self._stores[which].delete(locator)
        except ObjectMissing:
            assert locator not in self._contents
        self._contents.pop(locator, None)

    @rule(which=st.integers(0, 1), locator=kept, start=st.integers(0, 80_000), length=st.integers(0, 80_000))
    def look(self, which: int, locator: str, start: int, length: int) -> None:
        try:
            found = read(self._stores[which], locator, start=start, length=length)
        except ObjectMissing:
            assert locator not in self._contents
        else:
            assert found == self._contents[locator][1][start : start + length]

    @rule(which=st.integers(0, 1))
    def die_and_come_again(self, which: int) -> None:
        del self._stores[which]
        self._stores.insert(which, self._opened())

    @rule(which=st.integers(0, 1), tail=st.binary(min_size=1, max_size=9_000), zeros=st.sampled_from([0, 10, 5_000]))
    def die_with_a_torn_tail(self, which: int, tail: bytes, zeros: int) -> None:
        segment = self._stores[which]._segments._current
        path = segment._path if segment else None
        del segment, self._stores[which]
        if path is not None:
            with path.open("ab") as file:
                file.write(bytes(-file.tell() % BLOCK_BYTES + zeros) + tail)
        self._stores.insert(which, self._opened())

    @rule(which=st.integers(0, 1))
    def walk(self, which: int) -> None:
        assert held(self._stores[which]) == {locator: stored for locator, (stored, _) in self._contents.items()}

    @precondition(lambda self: hasattr(self, "_folder"))
    @invariant()
    def nothing_is_left_over(self) -> None:
        assert list((self._folder / INCOMING).iterdir()) == []

    def teardown(self) -> None:
        if hasattr(self, "_stores"):
            self.walk(0)
            for locator, (_, content) in self._contents.items():
                assert read(self._stores[1], locator) == content
            del self._stores
            self._temporary.cleanup()


TestStoring = Storing.TestCase
TestStoring.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
