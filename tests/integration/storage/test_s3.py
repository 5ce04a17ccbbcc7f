"""S3 beyond the contract: answers that are lost, servers that are gone, objects of others."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from minio import Minio

from storage import ObjectDamaged, ObjectStore, StoreUnavailable, open_store
from storage.contract import ObjectMissing
from storage.spool import Spool
from tests.integration.servers.seaweedfs import KEY, SECRET
from tests.store_contract import ENVELOPE, a_key, held, read


@dataclass
class Cutter:
    """Stands between client and server and cuts a connection when a put of an object is on it."""

    target: tuple[str, int]
    forwards_puts: bool
    cuts: int = 0
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    def serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._relay, args=(client,), daemon=True).start()

    def _relay(self, client: socket.socket) -> None:
        with client, socket.create_connection(self.target) as server:
            while request := _one_message(client):
                is_put = request.startswith(b"PUT /cut/")
                if not is_put or self.forwards_puts:
                    server.sendall(request)
                    answer = _one_message(server, to_head=request.startswith(b"HEAD"))
                if is_put:
                    self.cuts += 1
                    return
                client.sendall(answer)


def _one_message(connection: socket.socket, *, to_head: bool = False) -> bytes:
    content = b""
    while b"\r\n\r\n" not in content:
        got = connection.recv(65536)
        if not got:
            return b""
        content += got
    head, _, body = content.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    length = 0 if to_head else int(fields.get(b"content-length", b"0"))
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def cutting(server_url: str, *, forwards_puts: bool) -> Iterator[tuple[ObjectStore, Cutter]]:
    parts = urlsplit(server_url.removeprefix("s3+"))
    cutter = Cutter((str(parts.hostname), int(parts.port or 0)), forwards_puts)
    with cutter.listener:
        threading.Thread(target=cutter.serve, daemon=True).start()
        port = cutter.listener.getsockname()[1]
        yield open_store(f"s3+http://{KEY}:{SECRET}@127.0.0.1:{port}/cut"), cutter


def test_a_put_whose_answer_is_lost_is_found_to_have_arrived(seaweedfs_server: str):
    content = b"abc" * 100_000
    direct = open_store(f"{seaweedfs_server}/cut")
    assert held(direct) == {}
    with cutting(seaweedfs_server, forwards_puts=True) as (store, cutter):
        stored = store.put(a_key(), [content], ENVELOPE)

    assert cutter.cuts > 0
    assert read(direct, stored.locator) == content
    direct.delete(stored.locator)


def test_a_put_that_never_arrives_is_unavailable_and_leaves_nothing(seaweedfs_server: str):
    direct = open_store(f"{seaweedfs_server}/cut")
    assert held(direct) == {}
    with cutting(seaweedfs_server, forwards_puts=False) as (store, cutter):
        with pytest.raises(StoreUnavailable):
            store.put(a_key(), [b"abc" * 100_000], ENVELOPE)

    assert cutter.cuts > 0
    assert held(direct) == {}


def test_an_incoming_object_whose_answer_is_lost_is_found_to_have_arrived(seaweedfs_server: str):
    direct = open_store(f"{seaweedfs_server}/cut")
    with cutting(seaweedfs_server, forwards_puts=True) as (store, cutter), store.incoming(a_key()) as incoming:
        incoming.write(b"abc" * 100_000)
        stored = incoming.finish(ENVELOPE)

    assert cutter.cuts > 0
    assert held(direct) == {stored.locator: stored}
    direct.delete(stored.locator)


def test_an_incoming_object_that_never_arrives_is_unavailable_and_leaves_nothing(seaweedfs_server: str):
    direct = open_store(f"{seaweedfs_server}/cut")
    with cutting(seaweedfs_server, forwards_puts=False) as (store, cutter), store.incoming(a_key()) as incoming:
        incoming.write(b"abc" * 100_000)
        with pytest.raises(StoreUnavailable):
            incoming.finish(ENVELOPE)

    assert cutter.cuts > 0
    assert held(direct) == {}


def every_act(store: ObjectStore) -> list[Callable[[], object]]:
    return [
        lambda: store.put(a_key(), [b"abc"], {}),
        lambda: store.open(a_key()),
        lambda: store.stat(a_key()),
        lambda: store.delete(a_key()),
        lambda: list(store.walk()),
    ]


def test_a_server_that_is_gone_is_unavailable():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for act in every_act(open_store(f"s3+http://{KEY}:{SECRET}@127.0.0.1:{port}/bucket")):
        with pytest.raises(StoreUnavailable):
            act()


def test_a_wrong_secret_is_unavailable_and_is_not_told(seaweedfs_server: str):
    wrong = seaweedfs_server.replace(SECRET, "not-the-secret")
    for act in every_act(open_store(f"{wrong}/bucket")):
        with pytest.raises(StoreUnavailable) as raised:
            act()
        assert "not-the-secret" not in repr(raised.value)


@pytest.mark.parametrize(
    "url", ["s3+http://127.0.0.1:1/bucket", "s3+http://key:secret@127.0.0.1:1", "ftp://key:secret@x/y"]
)
def test_a_url_without_what_is_needed_is_refused_without_telling_it(url: str):
    with pytest.raises(ValueError, match="s3") as raised:
        open_store(url)
    assert "key:secret" not in str(raised.value)


def test_an_object_of_others_is_named_after_all_of_ours(seaweedfs_server: str, tmp_path: Path):
    store = open_store(f"{seaweedfs_server}/others")
    stored = [store.put(a_key(), [bytes([number])], {}) for number in range(3)]
    parts = urlsplit(seaweedfs_server.removeprefix("s3+"))
    client = Minio(f"{parts.hostname}:{parts.port}", KEY, SECRET, secure=False)
    (tmp_path / "other").write_bytes(b"not ours")
    client.fput_object("others", "00/other", str(tmp_path / "other"))

    walking = store.walk()
    found = [next(walking) for _ in stored]
    with pytest.raises(ObjectDamaged) as raised:
        next(walking)
    assert raised.value.locators == ("00/other",)
    assert {each.locator for each in found} == {each.locator for each in stored}


def test_a_full_spool_is_unavailable_and_is_free_again_afterwards(tmp_path: Path):
    spool = Spool(tmp_path, memory_bytes=0, limit_bytes=1000)
    for _ in range(3):
        with closing(spool.body(in_memory_bytes=0)) as body:
            body.append(memoryview(bytes(600)))
            with pytest.raises(StoreUnavailable):
                body.append(memoryview(bytes(600)))
    with closing(spool.body(in_memory_bytes=0)) as body, closing(spool.body(in_memory_bytes=0)) as other:
        body.append(memoryview(bytes(1000)))
        with pytest.raises(StoreUnavailable):
            other.append(memoryview(b"x"))


def test_a_spool_whose_folder_is_gone_is_unavailable(tmp_path: Path):
    spool = Spool(tmp_path / "gone", memory_bytes=0, limit_bytes=1000)
    with closing(spool.body(in_memory_bytes=0)) as body, pytest.raises(StoreUnavailable):
        body.append(memoryview(b"x"))


def test_an_object_deleted_between_is_missing(s3_store: ObjectStore):
    stored = s3_store.put(a_key(), [b"abc"], {})
    with s3_store.open(stored.locator) as content:
        s3_store.delete(stored.locator)
        with pytest.raises(ObjectMissing):
            content.read()


def test_chunks_are_not_gathered_in_memory(seaweedfs_server: str):
    script = (
        "import resource, sys\nfrom storage import open_store\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "store = open_store(sys.argv[1])\n"
        "store.put('small', [b'abc'], {})\n"
        "before = peak()\n"
        "store.put('large', (bytes(1_000_000) for _ in range(150)), {})\n"
        "with store.open('large') as content:\n    while content.read(1_000_000):\n        pass\n"
        "print(peak() - before)\n"
    )
    command = [sys.executable, "-c", script, f"{seaweedfs_server}/memory"]
    grown_kb = int(subprocess.check_output(command, cwd=Path(__file__).resolve().parents[3]))

    assert grown_kb < 70_000
