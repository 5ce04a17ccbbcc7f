"""Commands on how long studies are kept. Two persons delete on the pages, where each of them is logged in."""

from typing import Annotated

import typer

from teleread.cli.environment import administering, now
from teleread.clinics.clinic import Modality
from teleread.clinics.records import load_clinics
from teleread.clinics.retention import DEFAULT_YEARS
from teleread.clinics.retention_records import load_own_years
from teleread.database import snapshot
from teleread.views.retention import list_deletions, list_due
from teleread.workflow.desk.retention import set_retention

retention = typer.Typer(name="retention", help="保存年限 / How long studies are kept", no_args_is_help=True)


@retention.command("list")
def list_rules() -> None:
    """列出保存年限 / List the years of every clinic and kind."""
    with administering() as (database, scope), snapshot(database) as session:
        for clinic in load_clinics(session, scope):
            own = load_own_years(session, clinic.id)
            years = "  ".join(f"{kind}={own.get(kind, DEFAULT_YEARS[kind])}" for kind in Modality)
            typer.echo(f"{clinic.name}\t{years}")


@retention.command("set")
def set_rule(clinic: Annotated[str, typer.Option()], modality: Annotated[Modality, typer.Option()], years: int) -> None:
    """设置保存年限 / Set how many years a clinic's studies of a kind are kept."""
    with administering() as (database, scope):
        rule = set_retention(database, scope, clinic=clinic, modality=modality, years=years, account=None, at=now())
    typer.echo(f"{rule.modality} {rule.years}")


@retention.command("due")
def list_due_studies() -> None:
    """列出保存期满的检查 / List the studies whose time has ended; nothing is deleted by itself."""
    with administering() as (database, scope), snapshot(database) as session:
        for study in list_due(session, scope, at=now()):
            held = "保全 held" if study.hold else ""
            kept = study.retention
            typer.echo(f"{study.id}\t{study.clinic_name}\t{kept.counts_from} + {kept.years}\t{kept.ends_on}\t{held}")


@retention.command("deletions")
def list_all_deletions() -> None:
    """列出删除申请 / List deletions: who proposed, who agreed, and how far each is."""
    with administering() as (database, scope), snapshot(database) as session:
        for line in list_deletions(session, scope):
            each = line.deletion
            people = f"{each.proposed_by_name} → {each.decided_by_name or '-'}"
            typer.echo(f"{each.id}\t{each.state}\t{each.reason}\t{people}\t{each.study_id}")
