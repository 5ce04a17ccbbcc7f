"""Commands that keep the archive and the audit sound."""

import json
from typing import Annotated

import typer

from teleread.cli.environment import fail, load_settings, opened_database
from teleread.web.app import openapi_document
from teleread.workflow.keeping.migrate import differences_of_a_fresh_database, write_migration
from teleread.workflow.keeping.migrate import migrate as migrate_database


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(migrate)
    app.command()(openapi)


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
    typer.echo(json.dumps(openapi_document(), ensure_ascii=False, indent=1, sort_keys=True))
