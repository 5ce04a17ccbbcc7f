"""Commands for clinics, Sites, AEs, departments and partnerships."""

from typing import Annotated

import typer

from teleread.cli.environment import administering, now
from teleread.clinics.clinic import Calling, Modality, Priority
from teleread.workflow.desk import clinics, devices

clinic = typer.Typer(name="clinic", help="卫生院 / Clinics", no_args_is_help=True)
site = typer.Typer(name="site", help="院区 / Sites of a clinic", no_args_is_help=True)
ae = typer.Typer(name="ae", help="设备 / Application Entities", no_args_is_help=True)
department = typer.Typer(name="department", help="科室 / Departments", no_args_is_help=True)
partnership = typer.Typer(name="partnership", help="协作关系 / Who reads for whom", no_args_is_help=True)

ClinicName = Annotated[str, typer.Option("--clinic", help="name or key of the clinic")]
TimeZone = Annotated[str, typer.Option("--time-zone", help="IANA name")]
CharacterSet = Annotated[str | None, typer.Option("--character-set", help="what its devices mean when they say none")]


@clinic.command("add")
def add_clinic(
    name: str,
    key: Annotated[
        str | None, typer.Option(help="its short name in addresses; made from the name unless given")
    ] = None,
    time_zone: TimeZone = clinics.DEFAULT_TIME_ZONE,
    character_set: CharacterSet = None,
) -> None:
    """新增卫生院 / Add a clinic with a Site and its page as the way home."""
    with administering() as (database, scope):
        added = clinics.add_clinic(
            database,
            scope,
            name=name,
            key=key,
            time_zone=time_zone,
            default_character_set=character_set,
            account=None,
            at=now(),
        )
    typer.echo(added.key)


@clinic.command("term")
def set_term(clinic: ClinicName, modality: Modality, priority: Priority, minutes: int) -> None:
    """设置时限 / Set how soon studies of a modality and priority are to be signed."""
    with administering() as (database, scope):
        clinics.set_term(
            database,
            scope,
            clinic=clinic,
            modality=modality,
            priority=priority,
            minutes=minutes,
            account=None,
            at=now(),
        )


@site.command("add")
def add_site(
    name: str,
    clinic: ClinicName,
    time_zone: TimeZone = clinics.DEFAULT_TIME_ZONE,
    character_set: CharacterSet = None,
    plain: Annotated[bool, typer.Option(help="let its devices call without TLS")] = True,
) -> None:
    """新增院区 / Add a physical place to a clinic."""
    with administering() as (database, scope):
        clinics.add_site(
            database,
            scope,
            clinic=clinic,
            name=name,
            time_zone=time_zone,
            default_character_set=character_set,
            allows_plain=plain,
            account=None,
            at=now(),
        )


@ae.command("add")
def add_ae(
    clinic: ClinicName,
    title: Annotated[str, typer.Option(help="the AE title that the device calls with")],
    site: Annotated[str | None, typer.Option(help="Site of the clinic; its first one unless given")] = None,
    called: Annotated[str | None, typer.Option(help="the title it must call us by")] = None,
    network: Annotated[str | None, typer.Option(metavar="CIDR", help="where it must call from")] = None,
    host: Annotated[str | None, typer.Option(help="where it listens; reports go there")] = None,
    port: Annotated[int | None, typer.Option(help="port it listens on")] = None,
    issuer: Annotated[str | None, typer.Option(help="who numbers its patients; the clinic unless given")] = None,
    character_set: Annotated[
        str | None, typer.Option(help="what it reads of a worklist: ISO_IR 192 unless given, GB18030 or GBK")
    ] = None,
) -> None:
    """新增设备 / Let a device send, and send reports to it if it listens."""
    calling = Calling(
        called_ae_title=called,
        network=network,
        host=host,
        port=port,
        issuer_of_patient_id=issuer,
        character_set=character_set,
    )
    with administering() as (database, scope):
        devices.add_ae(database, scope, clinic=clinic, title=title, site=site, calling=calling, account=None, at=now())


@department.command("add")
def add_department(name: str) -> None:
    """新增科室 / Add a department of specialists."""
    with administering() as (database, _):
        clinics.add_department(database, name=name, account=None, at=now())


@partnership.command("add")
def add_partnership(
    clinic: ClinicName,
    department: Annotated[str, typer.Option(help="name of the department")],
    modality: Annotated[list[Modality], typer.Option(help="may be given several times")],
    single_signature: Annotated[bool, typer.Option(help="one signature is enough")] = False,
) -> None:
    """新增协作关系 / Let a department read modalities for a clinic."""
    with administering() as (database, scope):
        for each in modality:
            clinics.add_partnership(
                database,
                scope,
                clinic=clinic,
                department=department,
                modality=each,
                single_signature=single_signature,
                account=None,
                at=now(),
            )
