"""What a command finds before it begins."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from teleread.cli.environment import require_data_dir
from teleread.config import Settings


def test_processes_that_start_together_do_not_trip_over_one_another(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    with ThreadPoolExecutor(8) as starters:
        folders = list(starters.map(lambda _: require_data_dir(settings), range(400)))

    assert set(folders) == {(tmp_path / "data").resolve()}


def test_the_data_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = require_data_dir(Settings(data_dir=tmp_path / "data"))

    assert folder.stat().st_mode & 0o777 == 0o700
