"""Commands that keep the archive and the audit sound."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from teleread.audit.heads import HEADS_NAME, HeadsUnreadable
from teleread.cli.environment import fail, load_settings, opened_database, opened_store
from teleread.clinics.access import system_scope
from teleread.workflow.keeping.migrate import differences_of_a_fresh_database, write_migration
from teleread.workflow.keeping.migrate import migrate as migrate_database
from teleread.workflow.keeping.seal import verify as verify_trail
from teleread.workflow.keeping.verify import Verified, verify_objects

audit = typer.Typer(name="audit", help="审计 / The audit trail", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(migrate)
    app.command()(openapi)
    app.command()(verify)
    app.add_typer(audit)


def migrate(
    check: Annotated[bool, typer.Option("--check", help="compare migrations with models, change nothing")] = False,
    new: Annotated[str, typer.Option("--new", metavar="REVISION:MESSAGE", help="write a new migration")] = "",
) -> None:
    """升级数据库结构 / Bring the database to this version's tables."""
    if check:
        found = differences_of_a_fresh_database()
        if found:
            raise fail("迁移与模型不一致：\n" + "\n".join(found), "Migrations and models differ")
        typer.echo("migrations equal models")
        return
    with opened_database(load_settings(), require_current=False) as database:
        migrate_database(database)
        if new:
            revision, _, message = new.partition(":")
            write_migration(database, message, revision=revision)


def openapi() -> None:
    """打印 OpenAPI 文档 / Print the OpenAPI document."""
    from teleread.web.app import openapi_document

    typer.echo(json.dumps(openapi_document(), ensure_ascii=False, indent=1, sort_keys=True))


def verify() -> None:
    """核对存储 / Compare every row with its object's size and SHA-256; exit status 1 when one is wrong."""
    settings = load_settings()
    wrong: list[Verified] = []
    looked_at = 0
    columns = (TextColumn("核对 Verifying"), BarColumn(), MofNCompleteColumn())
    with opened_database(settings) as database, Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("verify", total=None)
        for item in verify_objects(database, opened_store(settings), system_scope()):
            looked_at = item.done
            bar.update(task, completed=item.done, total=item.total)
            if item.fault is not None:
                wrong.append(item)
    for item in wrong:
        typer.echo(f"{item.fault}\t{item.kind}\t{item.row_id}\t{item.locator}")
    typer.echo(f"已核对 Verified {looked_at}，异常 wrong {len(wrong)}")
    if wrong:
        raise typer.Exit(1)


@audit.command("verify")
def verify_audit() -> None:
    """核对审计链 / Check the chain of sealed events and its signatures; exit status 1 when it is broken."""
    settings = load_settings()
    with opened_database(settings) as database:
        try:
            verdict = verify_trail(database, keys_dir=settings.keys_dir, heads=settings.data_dir / HEADS_NAME)
        except HeadsUnreadable as error:
            raise fail(f"审计链头文件被改动：{error}", f"The file of heads was changed: {error}") from error
    typer.echo(f"已封存 Sealed {verdict.events} ({verdict.seals} 封 seals)，未封存 unsealed {verdict.unsealed}")
    if verdict.oldest_unsealed_at is not None:
        typer.echo(f"最早未封存 Oldest unsealed {verdict.oldest_unsealed_at.isoformat()}")
    if verdict.untold:
        typer.echo(f"尚未写出库外的封 Seals not yet told outside the database {verdict.untold}")
    if verdict.broken is not None:
        raise fail(f"审计链断裂：{verdict.broken}", f"The chain is broken: {verdict.broken}")
