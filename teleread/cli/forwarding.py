"""Commands for what is sent on to a PACS."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from teleread.cli.environment import administering, fail, load_settings, now
from teleread.clinics.records import load_aes, load_clinics
from teleread.database import snapshot
from teleread.forwarding.destination import CredentialKind, DestinationKind
from teleread.forwarding.forwarding import ForwardingState, said
from teleread.forwarding.records import load_rules
from teleread.views.forwarding import list_destinations, list_forwardings
from teleread.workflow.desk import forwardings as desk

forwarding = typer.Typer(name="forwarding", help="转发到 PACS / Sending on to a PACS", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="name of the destination")]


@forwarding.command("to-device")
def add_device(
    name: Name,
    title: Annotated[str, typer.Option("--ae", help="AE title of a device on record that listens")],
    tls: Annotated[bool, typer.Option(help="call it by TLS")] = False,
    authorities: Annotated[Path | None, typer.Option(help="PEM of the authorities to believe")] = None,
    commitment: Annotated[bool, typer.Option(help="ask it to commit itself, where it can")] = True,
) -> None:
    """新增 DICOM 目的地 / Take on a PACS that is a device on record."""
    with administering() as (database, scope):
        with snapshot(database) as session:
            found = [ae for ae in load_aes(session, scope) if ae.ae_title == title]
        if len(found) != 1:
            raise fail(f"AE 标题 {title} 不存在或不唯一", f"There is no AE {title}, or more than one")
        road = desk.Road(
            name=name,
            kind=DestinationKind.DICOM,
            ae_id=found[0].id,
            uses_tls=tls,
            authorities=authorities.read_text() if authorities else "",
            asks_commitment=commitment,
        )
        desk.add_destination(database, road=road, keys_dir=load_settings().keys_dir, account=None, at=now())


@forwarding.command("to-web")
def add_web(
    name: Name,
    url: Annotated[str, typer.Option(help="root of the DICOMweb service")],
    user: Annotated[str, typer.Option(help="user name, for Basic")] = "",
    credential: Annotated[CredentialKind, typer.Option(help="the secret is asked for")] = CredentialKind.NONE,
    authorities: Annotated[Path | None, typer.Option(help="PEM of the authorities to believe")] = None,
) -> None:
    """新增 STOW-RS 目的地 / Take on a PACS behind a URL."""
    secret = (
        None if credential is CredentialKind.NONE else typer.prompt("密码或令牌 Password or token", hide_input=True)
    )
    road = desk.Road(
        name=name,
        kind=DestinationKind.STOW,
        url=url,
        credential_kind=credential,
        user_name=user,
        secret=secret,
        authorities=authorities.read_text() if authorities else "",
    )
    with administering() as (database, _scope):
        desk.add_destination(database, road=road, keys_dir=load_settings().keys_dir, account=None, at=now())


@forwarding.command("rule")
def add_rule(
    name: Name,
    clinic: Annotated[str, typer.Option("--clinic", help="name or key of the clinic")],
    ae: Annotated[str | None, typer.Option(help="only what this device sends")] = None,
    modality: Annotated[str | None, typer.Option(help="only this Modality, such as DX")] = None,
) -> None:
    """新增转发规则 / Have what a clinic sends from now on go to a destination too."""
    with administering() as (database, scope):
        with snapshot(database) as session:
            titled = [each for each in load_aes(session, scope) if each.ae_title == ae]
            clinics = {each.id for each in load_clinics(session, scope) if clinic in (each.key, each.name)}
        devices = [each for each in titled if each.clinic_id in clinics]
        if ae is not None and len(devices) != 1:
            raise fail(f"该机构没有设备 {ae}", f"The clinic has no device {ae}")
        rule = desk.add_rule(
            database,
            scope,
            clinic=clinic,
            destination=name,
            ae_id=devices[0].id if devices else None,
            modality=modality,
            account=None,
            at=now(),
        )
    typer.echo(str(rule.id))


@forwarding.command("remove-rule")
def remove_rule(rule_id: UUID) -> None:
    """删除转发规则 / Send nothing more by a rule."""
    with administering() as (database, scope):
        desk.remove_rule(database, scope, rule_id, account=None, at=now())


@forwarding.command("list")
def list_all() -> None:
    """列出目的地和规则 / List destinations, what waits for them, and the rules."""
    with administering() as (database, scope), snapshot(database) as session:
        for line in list_destinations(session, since=now() - timedelta(days=1)):
            reason = " / ".join(said(line.destination.reason)) if line.destination.reason else ""
            counts = f"等待 waiting {line.queued}  待证 unproven {line.unproven}  失败 failed {line.dead}"
            typer.echo(f"{line.destination.name}  {counts}  24h {line.done_since}  {reason}")
        for rule in load_rules(session, scope):
            typer.echo(
                f"{rule.id}  {rule.clinic_id} -> {rule.destination_id}  {rule.ae_id or '*'} {rule.modality or '*'}"
            )


@forwarding.command("failed")
def list_failed() -> None:
    """列出失败的转发 / List what waits for a person, with its reason."""
    with administering() as (database, scope), snapshot(database) as session:
        for line in list_forwardings(session, scope, state=ForwardingState.DEAD, limit=500):
            reason = " / ".join(said(line.forwarding.reason)) if line.forwarding.reason else ""
            typer.echo(f"{line.forwarding.id}  {line.destination_name}  {reason}  {line.forwarding.detail}")


@forwarding.command("retry")
def retry(name: Name) -> None:
    """重新发送失败的影像 / Send again what waits for a person at a destination, and call it now."""
    with administering() as (database, scope):
        number = desk.send_dead_again(database, scope, name, account=None, at=now())
    typer.echo(f"已重新排队 Requeued {number}")


@forwarding.command("study")
def send_study(name: Name, study_id: UUID) -> None:
    """转发一次检查 / Send what is archived of a Study to a destination whatever the rules say."""
    with administering() as (database, scope):
        number = desk.forward_study(database, scope, study_id, destination=name, account=None, at=now())
    typer.echo(f"已排队 Queued {number}")
