"""Fills an empty archive's tables as if so many Studies had arrived: the same rows every time.

It writes through the records' own table definitions and past everything else,
so that a million Studies lie there after a few minutes. No object belongs to them.

python -m benchmarks.filling DATABASE_URL STUDIES
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Table, func, inspect, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from teleread.archive.name_keys import VERSION, keys_of
from teleread.archive.records import InstanceRow, PatientNameKeyRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding, NameStanding
from teleread.clinics.clinic import Priority
from teleread.clinics.records import ClinicRow, SiteRow
from teleread.database import Base, Connection, Database, open_database
from teleread.worklist.reading import State
from teleread.worklist.records import ReadingRow, ReadingStudyRow

CLINICS = 20
BATCH = 10_000
MOST_WITH_INDEXES = 50_000
OPEN_READINGS = 400
"""The newest Studies wait to be read, all others were."""

BEGINNING = datetime(2021, 1, 1, tzinfo=UTC)
SURNAMES = [
    *(("Wang", "王"), ("Li", "李"), ("Zhang", "张"), ("Liu", "刘"), ("Chen", "陈"), ("Yang", "杨"), ("Zhao", "赵")),
    *(("Huang", "黄"), ("Zhou", "周"), ("Wu", "吴"), ("Xu", "徐"), ("Sun", "孙"), ("Hu", "胡"), ("Zhu", "朱")),
    *(("Gao", "高"), ("Lin", "林"), ("He", "何"), ("Guo", "郭"), ("Ma", "马"), ("Luo", "罗"), ("Ouyang", "欧阳")),
]
SYLLABLES = [
    *(("wei", "伟"), ("fang", "芳"), ("na", "娜"), ("xiu", "秀"), ("ying", "英"), ("min", "敏"), ("jing", "静")),
    *(("li", "丽"), ("qiang", "强"), ("lei", "磊"), ("jun", "军"), ("yang", "洋"), ("yong", "勇"), ("jian", "建")),
    *(("guo", "国"), ("gui", "桂"), ("hua", "花"), ("xiao", "晓"), ("dong", "东"), ("zhi", "志"), ("gang", "刚")),
    *(("chun", "春"), ("mei", "梅"), ("hai", "海"), ("yan", "燕"), ("ming", "明"), ("hong", "红"), ("bo", "波")),
]
KINDS = [
    *(("CR", "1.2.840.10008.5.1.4.1.1.1"), ("CR", "1.2.840.10008.5.1.4.1.1.1")),
    *(("DX", "1.2.840.10008.5.1.4.1.1.1.1"), ("DX", "1.2.840.10008.5.1.4.1.1.1.1")),
    *(("US", "1.2.840.10008.5.1.4.1.1.6.1"), ("ECG", "1.2.840.10008.5.1.4.1.1.9.1.1")),
]
READ_AS = {"CR": "xray", "DX": "xray", "US": "ultrasound", "ECG": "ecg"}

Row = dict[str, Any]
TABLES = (PatientRow, PatientNameKeyRow, StudyRow, SeriesRow, InstanceRow, ReadingRow, ReadingStudyRow)


@dataclass(frozen=True, slots=True)
class Place:
    """A clinic and its one Site."""

    clinic_id: UUID
    site_id: UUID
    key: str


def fill(database: Database, *, until: int, said: Callable[[int], None] = lambda _: None) -> None:
    """Add Studies until there are so many, in places that the archive knows or that are made for it."""
    with database.engine.connect() as connection:
        start = connection.execute(select(func.count()).select_from(StudyRow)).scalar_one()
        places = _places(connection)
        connection.commit()
        _write_at_leisure(connection)
        indexes = _indexes_dropped(connection) if until - start > MOST_WITH_INDEXES else []
        for first in range(start - start % 2, until, BATCH):
            last = min(first + BATCH, until)
            with connection.begin():
                _write(connection, _rows(range(max(first, start), last), places, until=until))
            said(last)
        with connection.begin():
            for index in indexes:
                index.create(connection)
    _analyse(database)


def _write_at_leisure(connection: Connection) -> None:
    """Leave the moment to the system: what is lost with a crash is filled again."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        connection.exec_driver_sql("PRAGMA cache_size=-200000")
        connection.commit()


def _indexes_dropped(connection: Connection) -> list[Index]:
    """Drop the indexes and return them: they are built faster than they grow. Keys and what must be unique stay."""
    there = {one["name"] for row_type in TABLES for one in inspect(connection).get_indexes(row_type.__tablename__)}
    tables: list[Any] = [row_type.__table__ for row_type in TABLES]
    indexes = [index for table in tables for index in table.indexes if index.name in there and not index.unique]
    for index in indexes:
        index.drop(connection)
    connection.commit()
    return indexes


def _places(connection: Connection) -> list[Place]:
    query = select(ClinicRow.id, SiteRow.id, ClinicRow.key).join(SiteRow, SiteRow.clinic_id == ClinicRow.id)
    known = [Place(*row) for row in connection.execute(query.order_by(ClinicRow.id))]
    made = [Place(_id(0, 2 * n), _id(0, 2 * n + 1), f"bench-{n}") for n in range(CLINICS - len(known))]
    _insert(
        connection,
        ClinicRow,
        [{"id": one.clinic_id, "key": one.key, "name": one.key, "created_at": BEGINNING} for one in made],
    )
    site: Row = {"name": "main", "time_zone": "Asia/Shanghai", "allows_plain": True}
    _insert(connection, SiteRow, [{**site, "id": one.site_id, "clinic_id": one.clinic_id} for one in made])
    return known + made


def _rows(numbers: range, places: list[Place], *, until: int) -> Mapping[type[Base], list[Row]]:
    rows: dict[type[Base], list[Row]] = {table: [] for table in TABLES}
    for number in numbers:
        place = places[_scattered(number // 2) % len(places)]
        if number % 2 == 0:
            patient = _patient(number // 2, place)
            rows[PatientRow].append(patient)
            rows[PatientNameKeyRow] += [
                {"key": key.encode(), "patient_key": patient["id"]} for key in _keys_of(patient["patient_name"])
            ]
        study = _study(number, place)
        rows[StudyRow].append(study)
        modality, sop_class = KINDS[number % len(KINDS)]
        series = _series(number, study, modality)
        rows[SeriesRow].append(series)
        rows[InstanceRow] += [_instance(number, of, series, place, sop_class) for of in range(1 + number % 2)]
        rows[ReadingRow].append(_reading(number, study, modality, is_open=number >= until - OPEN_READINGS))
        rows[ReadingStudyRow].append({"reading_id": _id(6, number), "study_id": study["id"]})
    return rows


def _patient(number: int, place: Place) -> Row:
    name = name_of(number)
    scattered = _scattered(number)
    return {
        "id": _id(1, number),
        "clinic_id": place.clinic_id,
        "issuer_of_patient_id": place.key,
        "patient_id": f"T{number:09d}",
        "patient_name": name,
        "patient_name_bytes": name.encode("gb18030"),
        "name_standing": NameStanding.EXACT,
        "patient_birth_date": date(1930 + scattered % 85, 1 + scattered % 12, 1 + scattered % 28),
        "patient_sex": "MF"[scattered % 2],
        "created_at": _arrived(2 * number),
        "name_keys_version": VERSION,
    }


_keys_of = lru_cache(maxsize=100_000)(keys_of)


def name_of(number: int) -> str:
    """Return the name of a patient, romanised and in characters; the first surnames are the commonest."""
    scattered = _scattered(number)
    roman, surname = SURNAMES[min(scattered % 29, scattered // 29 % len(SURNAMES))]
    first, second = SYLLABLES[scattered // 613 % len(SYLLABLES)], SYLLABLES[scattered // 17_389 % len(SYLLABLES)]
    given = [first] if scattered // 7 % 4 == 0 else [first, second]
    latin, characters = "".join(one for one, _ in given).capitalize(), "".join(one for _, one in given)
    return f"{roman}^{latin}={surname}^{characters}"


def _study(number: int, place: Place) -> Row:
    day = BEGINNING.date() + timedelta(days=number * 37 % 2016)
    return {
        "id": _id(2, number),
        "clinic_id": place.clinic_id,
        "site_id": place.site_id,
        "patient_key": _id(1, number // 2),
        "study_instance_uid": f"2.25.{10**30 + number}",
        "accession_number": f"A{number:09d}",
        "study_date": f"{day:%Y%m%d}",
        "study_time": f"{8 + number % 10:02d}{number % 60:02d}{number * 7 % 60:02d}",
        "study_description": "CHEST PA",
        "referring_physician_name": "",
        "is_acquired_at_plausible": False,
        "first_received_at": _arrived(number),
        "last_received_at": _arrived(number),
        "settled_at": _arrived(number),
    }


def _series(number: int, study: Row, modality: str) -> Row:
    return {
        "id": _id(3, number),
        "study_id": study["id"],
        "series_instance_uid": f"2.25.{2 * 10**30 + number}",
        "modality": modality,
        "series_number": 1,
        "series_description": "",
        "body_part_examined": "CHEST",
        "laterality": "",
    }


def _instance(number: int, of: int, series: Row, place: Place, sop_class: str) -> Row:
    digest = _id(5, 2 * number + of).bytes * 2
    return {
        "id": _id(4, 2 * number + of),
        "clinic_id": place.clinic_id,
        "series_id": series["id"],
        "sop_class_uid": sop_class,
        "sop_instance_uid": f"2.25.{3 * 10**30 + 2 * number + of}",
        "transfer_syntax_uid": "1.2.840.10008.1.2.1",
        "instance_number": of + 1,
        "rows": 2500,
        "columns": 2000,
        "number_of_frames": 1,
        "locator": f"bench/{2 * number + of:012d}",
        "size_bytes": 1024,
        "sha256": digest,
        "frame_offsets": None,
        "standing": InstanceStanding.CURRENT,
        "received_at": _arrived(number),
    }


def _reading(number: int, study: Row, modality: str, *, is_open: bool) -> Row:
    arrived = _arrived(number)
    return {
        "id": _id(6, number),
        "clinic_id": study["clinic_id"],
        "patient_key": study["patient_key"],
        "modality": READ_AS[modality],
        "body_part": "CHEST",
        "priority": Priority.EMERGENCY.value if number % 50 == 0 else Priority.ROUTINE.value,
        "single_signature": False,
        "state": State.AWAITING if is_open else State.SIGNED,
        "state_since": arrived,
        "created_at": arrived,
        "received_at": arrived,
        "term_seconds": 3600,
        "due_at": arrived + timedelta(hours=1),
        "is_reserved": False,
        "fencing_token": 0,
        "revision": 1,
    }


def _arrived(number: int) -> datetime:
    return BEGINNING + timedelta(seconds=150 * number)


def _id(kind: int, number: int) -> UUID:
    """Return a key that grows with the number, as ours grow with time."""
    return UUID(int=(0x0190 << 112) | (number << 80) | (7 << 76) | (2 << 62) | (kind << 32))


def _scattered(number: int) -> int:
    return (number * 2_654_435_761 & 0xFFFFFFFF) ^ (number >> 3)


def _write(connection: Connection, rows: Mapping[type[Base], list[Row]]) -> None:
    for table, of_table in rows.items():
        _insert(connection, table, of_table)


def _insert(connection: Connection, row_type: type[Base], rows: list[Row]) -> None:
    """Insert by the driver's own bulk way: the values as the columns' types give them to it."""
    if not rows:
        return
    table: Table = row_type.__table__  # type: ignore[assignment]  # of a mapped class always a Table
    names = [column.name for column in table.columns]
    processed = _processed(connection, table, rows)
    if connection.dialect.name == "postgresql":
        cursor: Any = connection.connection.cursor()
        with cursor.copy(f'COPY "{table.name}" ({", ".join(names)}) FROM STDIN') as copy:
            for values in processed:
                copy.write_row(values)
        return
    marks = ", ".join("?" for _ in names)
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})',
        list(processed),
    )


def _processed(connection: Connection, table: Table, rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    columns = [
        (column.name, column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect))
        for column in table.columns
    ]
    defaults = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
    for row in rows:
        whole = defaults | row
        yield tuple(process(whole.get(name)) if process else whole.get(name) for name, process in columns)


def _analyse(database: Database) -> None:
    """Let PostgreSQL know what it has, as its own housekeeping does after a while."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")


if __name__ == "__main__":
    fill(open_database(sys.argv[1]), until=int(sys.argv[2]), said=lambda count: print(count, file=sys.stderr))
