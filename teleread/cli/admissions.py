"""Commands for how the devices of a Site are let in: TLS, certificates and limits."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from teleread.cli.environment import administering, fail, now
from teleread.cli.places import ClinicName
from teleread.clinics.certificate_records import load_certificates
from teleread.clinics.clinic import Site
from teleread.clinics.records import find_clinic, find_site, load_sites
from teleread.database import Database, snapshot
from teleread.scope import Scope
from teleread.workflow.desk import admissions

SiteName = Annotated[str | None, typer.Option("--site", help="its name; the clinic's first one unless given")]
OwnLimit = Annotated[int | None, typer.Option(min=0, help="0 for the default")]


def register(site: typer.Typer) -> None:
    """Add the commands of this module to those of a Site."""
    site.command("allow-plain")(allow_plain)
    site.command("limit")(limit)
    site.command("certificates")(list_certificates)
    site.command("add-certificate")(add_certificate)
    site.command("remove-certificate")(remove_certificate)


def allow_plain(
    clinic: ClinicName,
    name: SiteName = None,
    allowed: Annotated[bool, typer.Option("--yes/--no", help="whether it may")] = True,
) -> None:
    """是否允许不加密连接 / Say whether devices of a Site may call without TLS."""
    with administering() as (database, scope):
        found = _site(database, scope, clinic, name)
        admissions.set_plain(database, scope, found.id, allows_plain=allowed, account=None, at=now())


def limit(
    clinic: ClinicName,
    name: SiteName = None,
    associations: OwnLimit = None,
    instances_per_minute: OwnLimit = None,
    bytes_per_hour: OwnLimit = None,
    bytes_per_day: OwnLimit = None,
) -> None:
    """设置限额 / Set what the devices of a Site may ask; what is not given stays."""
    given = {
        "most_associations": associations,
        "most_instances_per_minute": instances_per_minute,
        "most_bytes_per_hour": bytes_per_hour,
        "most_bytes_per_day": bytes_per_day,
    }
    with administering() as (database, scope):
        found = _site(database, scope, clinic, name)
        changed = {key: value or None for key, value in given.items() if value is not None}
        limits = replace(admissions.own_limits_of(found), **changed)
        admissions.set_limits(database, scope, found.id, limits=limits, account=None, at=now())


def add_certificate(
    certificate: Annotated[Path, typer.Argument(help="the device's certificate in PEM or DER")],
    clinic: ClinicName,
    name: SiteName = None,
) -> None:
    """绑定设备证书 / Let devices with a certificate call as those of a Site."""
    try:
        content = certificate.read_bytes()
    except OSError as error:
        raise fail(
            f"无法读取 {certificate}：{error.strerror}", f"{certificate} cannot be read: {error.strerror}"
        ) from error
    with administering() as (database, scope):
        found = _site(database, scope, clinic, name)
        bound = admissions.bind_certificate(database, scope, found.id, content=content, account=None, at=now())
    typer.echo(f"{bound.id}  {bound.not_after:%Y-%m-%d}  {bound.sha256.hex()}  {bound.subject}")


def list_certificates() -> None:
    """列出设备证书 / List the certificates: key, last day, SHA-256, clinic, Site, subject."""
    with administering() as (database, scope), snapshot(database) as session:
        sites = {each.id: each for each in load_sites(session, scope)}
        for each in load_certificates(session, scope):
            clinic = find_clinic(session, scope, each.clinic_id)
            place = f"{clinic.key}/{sites[each.site_id].name}"
            typer.echo(f"{each.id}  {each.not_after:%Y-%m-%d}  {each.sha256.hex()}  {place}  {each.subject}")


def remove_certificate(key: Annotated[UUID, typer.Argument(help="as `site certificates` prints it")]) -> None:
    """撤销设备证书 / Refuse a certificate from the next association on."""
    with administering() as (database, scope):
        admissions.unbind_certificate(database, scope, key, account=None, at=now())


def _site(database: Database, scope: Scope, clinic: str, name: str | None) -> Site:
    with snapshot(database) as session:
        return find_site(session, scope, find_clinic(session, scope, clinic).id, name)
