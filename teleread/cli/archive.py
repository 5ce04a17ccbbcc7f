"""Commands that hold the archive's rows against its objects, and rebuild what was lost."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from storage import ObjectStore, StoreUnavailable
from teleread.archive.unclaimed import Why
from teleread.cli.environment import (
    fail,
    load_settings,
    now,
    opened_database,
    opened_second_store,
    opened_store,
    require_data_dir,
)
from teleread.clinics.access import system_scope
from teleread.config import Settings
from teleread.database import snapshot
from teleread.dicom.decoding.pool import DecoderPool
from teleread.views.stored import count_claims
from teleread.workflow.keeping.copy import Stores, copy_all
from teleread.workflow.keeping.reconcile import (
    ObjectLookedAt,
    RowLookedAt,
    objects_against_rows,
    rows_against_objects,
)
from teleread.workflow.keeping.reindex import Reindexing, Result
from teleread.workflow.keeping.reindex import reindex as reindex_store
from teleread.workflow.keeping.reindex_second import reindex_from_second
from teleread.workflow.keeping.repair import repair_all
from teleread.workflow.keeping.scrub import scrub_all, scrub_second


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(reconcile)
    app.command()(reindex)
    app.command()(scrub)
    app.command()(copy)


def reconcile() -> None:
    """对账 / Find rows without objects and objects without rows; exit status 1 when somebody has to act."""
    settings = load_settings()
    console = Console(stderr=True)
    with opened_database(settings) as database:
        store = opened_store(settings)
        try:
            with console.status("记录 → 对象 / Rows → objects"):
                rows = _list_rows(rows_against_objects(database, store, system_scope()))
            with console.status("对象 → 记录 / Objects → rows"):
                objects = _list_objects(objects_against_rows(database, store, at=now()))
        except StoreUnavailable as error:
            raise fail(f"对象存储无法遍历：{error}", f"The object store cannot be walked: {error}") from error
    typer.echo(f"记录 Rows {rows.looked_at}，缺对象或不符 without their object {rows.wrong}")
    typer.echo(
        f"对象 Objects {objects.looked_at}，无记录 without a row {objects.listed}，需处理 need somebody {objects.wrong}"
    )
    if rows.wrong or objects.wrong:
        raise typer.Exit(1)


def reindex(
    make_places: Annotated[
        bool,
        typer.Option(
            "--make-places", help="新建数据库中缺少的机构、站点和设备 / make clinics, Sites and AEs that are missing"
        ),
    ] = False,
    from_second: Annotated[
        bool,
        typer.Option(
            "--from-second",
            help="再从第二存储取回主存储所缺 / then take from the second store what the first does not have",
        ),
    ] = False,
    settled_before: Annotated[
        datetime | None,
        typer.Option(
            help="早于此时（UTC）收到的检查不再阅片 / Studies received before this moment (UTC) are not read again"
        ),
    ] = None,
) -> None:
    """重建索引 / File what lies in the store and has no row; exit status 1 when something had to be left."""
    settings = load_settings()
    counts: Counter[Result] = Counter()
    spool = require_data_dir(settings) / "spool"
    spool.mkdir(mode=0o700, exist_ok=True)
    decoders = DecoderPool(size=1)
    try:
        with opened_database(settings) as database, Console(stderr=True).status("重建 / Reindexing"):
            work = Reindexing(
                database,
                opened_store(settings),
                spool,
                decoders,
                makes_places=make_places,
                settled_before=settled_before and settled_before.replace(tzinfo=settled_before.tzinfo or UTC),
            )
            second = _required_second(settings) if from_second else None
            rebuilt = [reindex_store(work, at=now())]
            if second is not None:
                rebuilt.append(reindex_from_second(work, second, at=now()))
            for done in chain.from_iterable(rebuilt):
                counts[done.result] += 1
                if done.result.is_left:
                    typer.echo(f"{done.result}\t{_RESULT[done.result]}\t{done.locator}")
    except StoreUnavailable as error:
        raise fail(f"对象存储中断，请重新运行：{error}", f"The store broke off; run it again: {error}") from error
    finally:
        decoders.close()
    for result, count in counts.items():
        typer.echo(f"{_RESULT[result]}: {count}")
    typer.echo(f"共 Total {counts.total()}")
    if any(result.is_left for result in counts):
        raise typer.Exit(1)


_RESULT = {
    Result.FILED: "已归档 filed",
    Result.QUARANTINED: "已隔离 quarantined",
    Result.RESTORED: "已修复原记录 gave a row its object back",
    Result.DUPLICATE: "内容已归档 filed before",
    Result.PLACE_UNKNOWN: "数据库中无此机构、站点或设备 of a clinic, Site or AE that the database lacks",
    Result.REFUSED: "不是可归档的影像 nothing that could be filed",
    Result.DAMAGED: "已损坏 damaged",
    Result.GONE: "已不存在 gone",
    Result.DELETED: "所属检查已删除，已清除 of a deleted study, erased",
}


def _required_second(settings: Settings) -> ObjectStore:
    second = opened_second_store(settings)
    if second is None:
        raise fail("请设置 TELEREAD_SECOND_STORE_URL", "Set TELEREAD_SECOND_STORE_URL")
    return second


def scrub() -> None:
    """重读全部对象 / Read every object now, mend what the second store has, and keep the rest as findings.

    Exit status 1 when anything stays wrong.
    """
    settings = load_settings()
    looked_at = wrong = 0
    columns = (TextColumn("重读 Scrubbing"), BarColumn(), MofNCompleteColumn())
    with opened_database(settings) as database, Progress(*columns, console=Console(stderr=True)) as bar:
        with snapshot(database) as session:
            task = bar.add_task("scrub", total=count_claims(session, system_scope()))
        try:
            first, second = opened_store(settings), opened_second_store(settings)
            for each in scrub_all(database, first, at=now()):
                looked_at += 1
                bar.advance(task)
                if each.fault is not None:
                    wrong += 1
                    typer.echo(f"{each.fault}\t{each.claim.kind}\t{each.claim.row_id}\t{each.claim.locator}")
            mended = _mend(Stores(database, first, second)) if second else 0
        except StoreUnavailable as error:
            raise fail(f"对象存储不可用：{error}", f"The object store is not available: {error}") from error
    typer.echo(f"已重读 Read {looked_at}，异常 wrong {wrong}")
    if second is not None:
        typer.echo(f"已从第二存储修复 Mended from the second store {mended}")
    if wrong > mended:
        raise typer.Exit(1)


def _mend(stores: Stores) -> int:
    """Repair what can be, renew copies that went bad, and return how many objects are whole again."""
    mended = sum(done.fault is None for done in repair_all(stores, at=now()))
    renewed = sum(each.fault is not None for each in scrub_second(stores, at=now()))
    if renewed:
        typer.echo(f"第二存储中异常的副本 Copies found wrong in the second store {renewed}")
    return mended


def copy() -> None:
    """复制到第二存储 / Copy everything that the second store lacks, now; exit status 1 when anything could not be."""
    settings = load_settings()
    second = _required_second(settings)
    copied = failed = 0
    with opened_database(settings) as database, Console(stderr=True).status("复制 / Copying"):
        try:
            for is_copied in copy_all(Stores(database, opened_store(settings), second), at=now()):
                copied, failed = copied + is_copied, failed + (not is_copied)
        except StoreUnavailable as error:
            raise fail(f"对象存储中断，请重新运行：{error}", f"A store broke off; run it again: {error}") from error
    typer.echo(f"已复制 Copied {copied}，未能复制 could not be {failed}")
    if failed:
        raise typer.Exit(1)


@dataclass
class _Count:
    looked_at: int = 0
    listed: int = 0
    wrong: int = 0


def _list_rows(rows: Iterable[RowLookedAt]) -> _Count:
    count = _Count()
    for row in rows:
        count.looked_at += 1
        if row.fault is not None:
            count.wrong += 1
            typer.echo(f"{row.fault}\t{row.kind}\t{row.row_id}\t{row.locator}")
    return count


def _list_objects(objects: Iterable[ObjectLookedAt]) -> _Count:
    count = _Count()
    for found in objects:
        count.looked_at += 1
        if found.why is not None:
            count.listed += 1
            count.wrong += found.why.needs_somebody
            received_at = found.received_at.isoformat() if found.received_at else "-"
            typer.echo(f"{found.why}\t{_WHY[found.why]}\t{received_at}\t{found.locator}")
    return count


_WHY = {
    Why.UNDER_WAY: "接收中或刚中断，未满一天 / being received, or cut off less than a day ago",
    Why.DUPLICATE: "内容已另有归档 / the same bytes are filed under another key",
    Why.PRINT: "多余的报告打印件 / a print of a report that was printed again",
    Why.UNFILED: "接收中断，未归档：teleread reindex / a receive was cut off before its row; teleread reindex files it",
    Why.CLINIC_UNKNOWN: "数据库中无此诊所 / of a clinic that the database does not have",
    Why.FOREIGN: "非本系统写入 / not written by this system",
    Why.DAMAGED: "已损坏 / damaged",
    Why.NOTE: "删除记录 / says what was deleted",
    Why.ERASING: "即将清除 / about to be erased",
    Why.RENDITION: "多余的预览：teleread reindex 清除 / a rendition without a row; teleread reindex erases it",
    Why.DELETED: "所属检查已删除：teleread reindex 清除 / of a deleted study; teleread reindex erases it",
}
