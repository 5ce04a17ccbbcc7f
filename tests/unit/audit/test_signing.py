import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from teleread.audit.signing import is_signed_by, load_or_create_key, trusted_keys


def test_the_key_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    first = load_or_create_key(tmp_path / "keys")
    again = load_or_create_key(tmp_path / "keys")

    assert again.key_id == first.key_id
    assert stat.S_IMODE((tmp_path / "keys" / "audit-signing.pem").stat().st_mode) == 0o600
    assert is_signed_by(trusted_keys(tmp_path / "keys")[first.key_id], again.sign(b"head"), b"head")
    assert not is_signed_by(trusted_keys(tmp_path / "keys")[first.key_id], again.sign(b"head"), b"other")


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starting:
        keys = list(starting.map(lambda _: load_or_create_key(tmp_path).key_id, range(16)))

    assert len(set(keys)) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_replaced_key_is_still_trusted_for_what_it_signed(tmp_path: Path) -> None:
    old = load_or_create_key(tmp_path)
    (tmp_path / "audit-signing.pem").unlink()
    new = load_or_create_key(tmp_path)

    assert new.key_id != old.key_id
    assert set(trusted_keys(tmp_path)) == {old.key_id, new.key_id}
