"""Commands for people, what they may read and when, their tokens, and orders in their name."""

from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from teleread.accounts.account import Role
from teleread.accounts.records import find_account
from teleread.cli.environment import administering, now
from teleread.clinics.access import scope_of
from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.records import find_clinic
from teleread.database import snapshot
from teleread.workflow.desk import people
from teleread.workflow.journey.request import place_request
from teleread.worklist.reading import Part
from teleread.worklist.request import Order

user = typer.Typer(name="user", help="人员 / People", no_args_is_help=True)
credential = typer.Typer(name="credential", help="阅片资质 / What a specialist may read", no_args_is_help=True)
duty = typer.Typer(name="duty", help="值班 / When a specialist is on duty", no_args_is_help=True)
token = typer.Typer(name="token", help="API 令牌 / Tokens for programs", no_args_is_help=True)
request = typer.Typer(name="request", help="申请单 / Orders", no_args_is_help=True)

Person = Annotated[str, typer.Option("--user", help="login name")]
BodyPart = Annotated[str, typer.Option("--body-part", help="empty means all")]


@user.command("add")
def add_user(
    name: Annotated[str, typer.Option(help="login name")],
    role: Annotated[list[Role], typer.Option(help="may be given several times")],
    display_name: Annotated[str | None, typer.Option(help="as signatures show it")] = None,
    clinic: Annotated[str | None, typer.Option(help="of a technician or township doctor")] = None,
    department: Annotated[str | None, typer.Option(help="of an author or reviewer")] = None,
) -> None:
    """新增人员 / Add a person; prints the generated password once."""
    with administering() as (database, scope):
        added = people.add_account(
            database,
            scope,
            name=name,
            display_name=display_name,
            position=people.Position(frozenset(role), clinic, department),
            account=None,
            at=now(),
        )
    typer.echo(added.password)


@user.command("reset-password")
def reset_password(name: Annotated[str, typer.Option(help="login name")]) -> None:
    """重置密码 / Generate another password, print it once and end every login."""
    with administering() as (database, _):
        typer.echo(people.reset_password(database, name, account=None, at=now()).password)


@credential.command("add")
def add_credential(
    user: Person,
    modality: Annotated[list[Modality], typer.Option(help="may be given several times")],
    part: Annotated[list[Part], typer.Option(help="may be given several times")],
    body_part: BodyPart = "",
) -> None:
    """新增资质 / Let a specialist read modalities as author or reviewer."""
    with administering() as (database, _):
        for each in modality:
            for signature in part:
                people.add_credential(
                    database, person=user, modality=each, part=signature, body_part=body_part, account=None, at=now()
                )


@duty.command("set")
def set_duty(
    user: Person,
    weekday: Annotated[list[int], typer.Option(min=0, max=6, help="0 is Monday; may be given several times")],
    starts: Annotated[datetime, typer.Option(formats=["%H:%M"])],
    ends: Annotated[datetime, typer.Option(formats=["%H:%M"], help="at or before the start: past midnight")],
    time_zone: Annotated[str, typer.Option(help="IANA name")] = "Asia/Shanghai",
) -> None:
    """设置值班 / Give a specialist weekly shifts."""
    with administering() as (database, _):
        for each in weekday:
            people.set_duty(
                database,
                person=user,
                weekday=each,
                starts=starts.time(),
                ends=ends.time(),
                time_zone=time_zone,
                account=None,
                at=now(),
            )


@token.command("create")
def create_token(
    user: Person,
    days: Annotated[int | None, typer.Option(min=1, help="valid for; for ever unless given")] = None,
) -> None:
    """生成令牌 / Print a bearer token that acts with the user's roles and Scope."""
    with administering() as (database, _):
        made = people.create_token(
            database, person=user, valid_for=timedelta(days=days) if days else None, account=None, at=now()
        )
    typer.echo(made.token)


@request.command("add")
def add_request(
    clinic: Annotated[str, typer.Option(help="name or key of the clinic")],
    user: Annotated[str, typer.Option(help="login name of who orders")],
    patient_id: Annotated[str, typer.Option()],
    patient_name: Annotated[str, typer.Option()],
    modality: Annotated[Modality, typer.Option()],
    question: Annotated[str, typer.Option(help="the clinical question")],
    priority: Annotated[Priority, typer.Option()] = Priority.ROUTINE,
    sex: Annotated[str, typer.Option(help="M, F, O or empty")] = "",
    birth_date: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    body_part: BodyPart = "",
    accession_number: Annotated[str, typer.Option(help="made unless given")] = "",
) -> None:
    """新增申请单 / Put an order on file; prints its Accession Number."""
    order = Order(
        patient_id=patient_id,
        patient_name=patient_name,
        patient_birth_date=_day(birth_date),
        patient_sex=sex,
        modality=modality.value,
        body_part=body_part,
        clinical_question=question,
        priority=priority.value,
        accession_number=accession_number,
    )
    with administering() as (database, _):
        with snapshot(database) as session:
            who = find_account(session, user)
            scope = scope_of(session, who)
            where = find_clinic(session, scope, clinic).id
        placed = place_request(database, scope, where, order=order, account=who, at=now())
    typer.echo(placed.order.accession_number)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
