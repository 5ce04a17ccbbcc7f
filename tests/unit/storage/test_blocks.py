from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.blocks import BLOCK_BYTES, KEPT_BLOCKS, Blocks, Memory


def some(count: int, *, limit_bytes: int = 100 * BLOCK_BYTES) -> Iterator[Blocks]:
    memory = Memory(limit_bytes=limit_bytes)
    return (Blocks(memory, limit_bytes=limit_bytes) for _ in range(count))


@given(
    chunks=st.lists(st.integers(0, 2 * BLOCK_BYTES), max_size=6),
    reads=st.lists(st.tuples(st.integers(0, 8 * BLOCK_BYTES), st.integers(1, 2 * BLOCK_BYTES)), max_size=4),
)
def test_what_was_appended_is_there_across_blocks(chunks: list[int], reads: list[tuple[int, int]]):
    (blocks,) = some(1)
    content = b""
    for number, size in enumerate(chunks):
        assert blocks.append(memoryview(bytes([number + 1]) * size))
        content += bytes([number + 1]) * size

    assert b"".join(blocks.parts()) == content
    for position, count in reads:
        wanted = bytearray(content[position : position + count])
        rest = memoryview(wanted)
        rest[:] = bytes(len(rest))
        while rest:
            got = blocks.read_at(position + len(wanted) - len(rest), rest)
            assert got > 0
            rest = rest[got:]
        assert wanted == content[position : position + count]


def test_a_chunk_that_finds_no_room_is_not_kept_at_all():
    first, second = some(2, limit_bytes=3 * BLOCK_BYTES)
    assert first.append(memoryview(bytes(2 * BLOCK_BYTES - 1)))
    assert second.append(memoryview(b"abc"))
    assert first.append(memoryview(b"x"))
    assert not first.append(memoryview(b"y"))
    assert not second.append(memoryview(bytes(BLOCK_BYTES)))

    assert b"".join(first.parts()) == bytes(2 * BLOCK_BYTES - 1) + b"x"
    assert b"".join(second.parts()) == b"abc"
    first.clear()
    assert second.append(memoryview(bytes(BLOCK_BYTES)))


def test_room_that_was_given_back_holds_nothing_for_the_next():
    first, second = some(2)
    first.append(memoryview(b"secret"))
    first.clear()

    assert list(first.parts()) == []
    assert second.append(memoryview(b"abc"))
    assert b"".join(second.parts()) == b"abc"
    with pytest.raises(IndexError):
        first.read_at(0, memoryview(bytearray(1)))


def test_no_more_memory_is_kept_than_is_needed_soon():
    memory = Memory(limit_bytes=1000 * BLOCK_BYTES)
    taken = memory.take(3 * KEPT_BLOCKS)
    assert taken is not None
    memory.give_back(taken)
    again = memory.take(KEPT_BLOCKS + 1)
    assert again is not None

    assert sum(any(block is each for each in taken) for block in again) == KEPT_BLOCKS
