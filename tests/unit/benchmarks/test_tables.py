"""What was recorded can be printed, whatever part of it there is; nothing is timed here."""

from pathlib import Path

import pytest

from benchmarks import behind_s3, cstore, dicomweb, flood, idle, qido
from benchmarks.notebook import Notebook, medians, table

SPEED = {"per_s": 100.0, "mb_s": 52.5, "p50_ms": 9.0, "p95_ms": 12.5, "failed": 0}
SERVER = {"cpu_ms_per_object": 4.2, "peak_mb": 120.0, "others": 0.1}
CLIP = {"mb_s": 400.0, "base_mb": 110.0, "peak_mb": 118.0, "growth_mb": 8.0}
RECORDED = {
    cstore: [
        {"load": "w1x4", "peer": "orthanc", "round": 0, **SPEED, **SERVER, "per_s": 50.0},
        {"load": "w1x4", "peer": "teleread", "round": 0, **SPEED, **SERVER},
        {"load": "w1x4", "peer": cstore.LIMIT, "round": 0, **SPEED, "per_s": 160.0},
        {"load": cstore.CLIP, "peer": "teleread", "round": 0, **CLIP},
    ],
    dicomweb: [
        {"step": "stow US", "clients": 4, "peer": "teleread", "round": 0, **SPEED, "cpu_ms": 3.0, "ttfb_p50_ms": 2.0},
    ],
    qido: [
        {
            "database": "sqlite",
            "studies": 10_000,
            "who": "all",
            "query": "name",
            "clients": 1,
            "answers": 50.0,
            **SPEED,
        },
        {"database": "sqlite", "studies": 10_000, "is_done": True, "fill_s": 3.0},
    ],
    idle: [{"associations": 500, "peer": "teleread", "round": 0, "up_s": 1.1, "cpu_share": 0.1, "left_open": 0}],
    behind_s3: [
        {"load": "w1x4", "peer": behind_s3.PUTS, "round": 0, **SPEED},
        {"load": "w1x4", "peer": "teleread", "round": 0, **SPEED, "per_s": 75.0},
    ],
    flood: [
        {"during": "quiet", "round": 0, "store_p50_ms": 8.0, "store_p99_ms": 10.0, "failed": 0},
        {"during": "flooded", "round": 0, "store_p50_ms": 9.0, "store_p99_ms": 15.0, "failed": 0},
    ],
}


@pytest.mark.parametrize("part", RECORDED, ids=lambda part: part.__name__)
def test_what_a_part_recorded_prints_as_tables_each_of_whose_rows_is_whole(part) -> None:
    for shown in part.report(RECORDED[part]):
        rows = [line for line in shown.splitlines() if line.startswith("|")]
        assert len({len(row) for row in rows}) <= 1


def test_speeds_stand_beside_the_reference_and_the_limit() -> None:
    loads, _, clip = cstore.report(RECORDED[cstore])
    [ours] = [line for line in loads.splitlines() if "teleread" in line]
    assert [cell.strip() for cell in ours.split("|")][-3:-1] == ["2.00", "62.5"]
    assert "8.00" in clip
    assert "0.75" in "\n".join(behind_s3.report(RECORDED[behind_s3]))
    assert "1.50" in next(iter(flood.report(RECORDED[flood])))


def test_a_median_is_of_the_rounds_that_know_the_figure() -> None:
    rounds = [{"peer": "a", "ms": 1.0}, {"peer": "a", "ms": 9.0}, {"peer": "a", "ms": 2.0}, {"peer": "b", "ms": None}]
    assert medians(rounds, ["peer"], ["ms"]) == [["a", 3, 2.0], ["b", 1, ""]]
    assert table([["a", 1234.5]], ["peer", "ms"]).splitlines()[-1] == "| a    | 1,234 |"


def test_a_notebook_knows_what_is_left_to_measure_after_its_last_line_was_cut_off(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "work" / "part.jsonl")
    assert not notebook.has(peer="a")
    notebook.note({"peer": "a", "round": 0, "ms": 1.5})
    with notebook.path.open("a") as stream:
        stream.write('{"peer": "a", "round": 1, "m')

    assert notebook.has(peer="a", round=0)
    assert not notebook.has(peer="a", round=1)
    notebook.note({"peer": "a", "round": 2})
    assert [record["round"] for record in notebook.records()] == [0, 2]


def test_a_new_run_begins_a_new_notebook_and_leaves_the_old_one_beside_it(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "part.jsonl")
    notebook.note({"peer": "a"})
    notebook.begin()

    assert notebook.records() == []
    assert (tmp_path / "part.before.jsonl").exists()
