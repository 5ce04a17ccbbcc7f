"""A clinic, a department and five people to try everything with."""

import json
import os
from contextlib import nullcontext, suppress
from datetime import time, timedelta
from itertools import product
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from teleread.accounts.account import AccountNameTaken, Role
from teleread.accounts.password import generate_password
from teleread.cli import sending
from teleread.cli.environment import fail, load_settings, now, opened_database, require_data_dir
from teleread.cli.logs import configure_logs, silence_libraries
from teleread.cli.processes import run_supervised
from teleread.clinics.access import system_scope
from teleread.clinics.clinic import Calling, Modality
from teleread.clinics.validity import AEIndistinguishable, AlreadyThere
from teleread.database import Database
from teleread.workflow.desk import clinics, devices, people
from teleread.workflow.keeping.migrate import migrate
from teleread.worklist.reading import Part
from teleread.worklist.roster import RosterEntryTaken

demo = typer.Typer(name="demo", help="演示 / A demo clinic", no_args_is_help=True)

CLINIC, DEPARTMENT, AE_TITLE = "青山镇卫生院", "青山县人民医院 影像与心电诊断中心", "QINGSHAN"
THIS_MACHINE = Calling(called_ae_title=None, network="127.0.0.0/8", host=None, port=None, issuer_of_patient_id=None)
READ = (Modality.XRAY, Modality.ULTRASOUND, Modality.ECG)
SPECIALIST = people.Position(frozenset({Role.AUTHOR, Role.REVIEWER}), department=DEPARTMENT)
PEOPLE = {
    "technician": ("周敏", people.Position(frozenset({Role.TECHNICIAN}), clinic=CLINIC)),
    "doctor": ("陈立", people.Position(frozenset({Role.TOWNSHIP_DOCTOR}), clinic=CLINIC)),
    "wang": ("王芳", SPECIALIST),
    "li": ("李伟", SPECIALIST),
    "admin": ("赵静", people.Position(frozenset({Role.ADMIN}))),
}
WHAT = {
    "technician": "技师 technician",
    "doctor": "乡镇医生 township doctor",
    "wang": "书写、审核 author and reviewer",
    "li": "书写、审核 author and reviewer",
    "admin": "管理员 administrator",
}
ANSWER_WITHIN = timedelta(seconds=60)
Force = Annotated[bool, typer.Option("--force", help="also on PostgreSQL")]


@demo.command("init")
def init(force: Force = False) -> None:
    """建立演示卫生院和人员 / Make a demo clinic and its people; what is there already stays."""
    settings = load_settings()
    with opened_database(settings) as database:
        if not database.is_sqlite and not force:
            raise fail("演示数据不写入 PostgreSQL，除非使用 --force", "On PostgreSQL only with --force")
        passwords = _passwords(require_data_dir(settings) / "demo-accounts.json")
        _make_places(database)
        _make_people(database, passwords)


@demo.command("run")
def run(force: Force = False) -> None:
    """升级、建立演示数据并启动 / Migrate, make the demo and start everything."""
    configure_logs("serve")
    settings = load_settings()
    with opened_database(settings, require_current=False) as database:
        migrate(database)
    init(force=force)
    passwords = _passwords(settings.data_dir / "demo-accounts.json")
    rows = [f"  {name:<12}{password:<22}{WHAT[name]}" for name, password in passwords.items()]
    accounts = "\n".join(["帐号 Accounts (login, password)", *rows])
    from teleread.documents.sealing.local_time import stamping

    said = f"{accounts}\n\n网页 Web   {settings.resolved_public_url}\n发送 Send  teleread demo send FOLDER"
    with stamping(settings.keys_dir, at=now()) if not settings.tsa_url else nullcontext(settings.tsa_url) as url:
        run_supervised(settings, announcement=said, environment={"TELEREAD_TSA_URL": url})


@demo.command("send")
def send(
    sources: Annotated[list[Path], typer.Argument(help="folders, zip archives or files", exists=True)],
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    calling: Annotated[str, typer.Option(help="AE title to call as")] = AE_TITLE,
) -> None:
    """经 DICOM 端口发送文件 / Send files through the real DICOM port; exit status 1 when none was taken."""
    from teleread.dicom.sending.scu import Peer, SentFile, send_files

    silence_libraries()
    settings = load_settings()
    peer = Peer(host, settings.dicom_port, settings.ae_title, calling)
    console = Console(highlight=False)
    sent: list[SentFile] = []
    try:
        for source in sources:
            with sending.files_of(source) as files, sending.progress_over(len(files), console) as progress:
                sent += send_files(files, peer, timeout=ANSWER_WITHIN, progress=progress)
    except sending.CannotUnpack as reason:
        raise fail(f"无法解压 {reason}", f"Cannot unpack {reason}") from reason
    sending.print_outcome(sent, console)
    if not any(item.outcome.succeeded for item in sent):
        raise typer.Exit(1)


def _passwords(path: Path) -> dict[str, str]:
    if not path.exists():
        written = json.dumps({name: generate_password() for name in PEOPLE}, indent=1)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(written)
    passwords: dict[str, str] = json.loads(path.read_text())
    return passwords


def _make_places(database: Database) -> None:
    scope, at = system_scope(), now()
    with _unless_there():
        clinics.add_clinic(database, scope, name=CLINIC, key="qingshan", account=None, at=at)
    with _unless_there():
        clinics.add_department(database, name=DEPARTMENT, account=None, at=at)
    with _unless_there():
        devices.add_ae(database, scope, clinic=CLINIC, title=AE_TITLE, calling=THIS_MACHINE, account=None, at=at)
    for modality in READ:
        with _unless_there():
            clinics.add_partnership(
                database, scope, clinic=CLINIC, department=DEPARTMENT, modality=modality, account=None, at=at
            )


def _make_people(database: Database, passwords: dict[str, str]) -> None:
    scope, at = system_scope(), now()
    for name, (display_name, position) in PEOPLE.items():
        with _unless_there():
            people.add_account(
                database,
                scope,
                name=name,
                display_name=display_name,
                position=position,
                password=passwords[name],
                account=None,
                at=at,
            )
        if position is SPECIALIST:
            _let_read(database, name)


def _let_read(database: Database, name: str) -> None:
    at, midnight = now(), time(0, 0)
    for modality, part in product(READ, Part):
        with _unless_there():
            people.add_credential(database, person=name, modality=modality, part=part, account=None, at=at)
    for weekday in range(7):
        with _unless_there():
            people.set_duty(database, person=name, weekday=weekday, starts=midnight, ends=midnight, account=None, at=at)


def _unless_there() -> suppress:
    """Let a second start, or one after a kill, add only what is missing."""
    return suppress(AlreadyThere, AEIndistinguishable, AccountNameTaken, RosterEntryTaken)
