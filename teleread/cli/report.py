"""Commands on signed reports: is a file what it says it is?"""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from teleread.cli.environment import fail, load_settings, now
from teleread.config import Settings
from teleread.database import Database, open_database, snapshot
from teleread.reports.authenticity import EXIT_STATUS, FileSays, RecordsSay, Verdict, judge
from teleread.views.verification import Recorded, find_recorded
from teleread.workflow.keeping.migrate import is_current

if TYPE_CHECKING:
    from teleread.documents.sealing.examination import Examination

report = typer.Typer(name="report", help="报告 / Signed reports", no_args_is_help=True)

CODE: Final = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
WORDS: Final = {
    Verdict.VALID: ("有效", "Valid"),
    Verdict.SUPERSEDED: ("已有新版本，请勿再使用", "Superseded by a newer version: do not use it"),
    Verdict.RECALLED: ("已撤回，请勿使用", "Recalled: do not use it"),
    Verdict.TAMPERED: ("已被改动，请勿使用", "Tampered with: do not use it"),
    Verdict.UNKNOWN: ("无法识别：不是本中心签发的文件", "Unknown: not a document of this centre"),
    Verdict.UNTRUSTED: (
        "文件完整，但签名证书不受信任，请核对签发机构",
        "Whole, but nobody trusted vouches for its certificate: check who issued it",
    ),
}


@report.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="the PDF", exists=True, dir_okay=False)],
    trust: Annotated[Path | None, typer.Option(help="PEM file of root certificates to trust besides")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="look at the file alone, not into the database")] = False,
) -> None:
    """核验报告文件 / Verify a report's PDF.

    Exit status 0 valid, 3 superseded, 4 recalled, 5 tampered, 6 unknown, 7 untrusted, 1 if nothing can be said.
    """
    from teleread.documents.sealing.bounded import LARGEST, FileUnreadable, examine_bounded
    from teleread.documents.sealing.opening import trusted_roots

    settings = load_settings()
    pdf = _read(file, largest=LARGEST)
    if pdf is None:
        raise FileUnreadable
    found = examine_bounded(pdf, trusted=trusted_roots(settings, trust), at=now())
    database = None if offline else _database(settings)
    recorded = None if database is None else _recorded(database, found, pdf)
    known = None
    if recorded is not None:
        known = RecordsSay(recorded.standing, recorded.is_same_file, recorded.are_signatures_good)
    verdict = judge(FileSays(found.is_signed, found.is_intact, found.is_trusted), known)
    zh, en = WORDS[verdict]
    typer.secho(f"{zh} / {en}", fg=typer.colors.GREEN if verdict is Verdict.VALID else typer.colors.RED, bold=True)
    for line in (*_of_file(found), *_of_records(recorded, was_asked=database is not None)):
        typer.echo(f"  {line}")
    raise typer.Exit(EXIT_STATUS[verdict])


def _read(file: Path, *, largest: int) -> bytes | None:
    try:
        return file.read_bytes() if file.stat().st_size <= largest else None
    except OSError as error:
        raise fail(f"无法读取文件（{error.strerror}）", f"The file cannot be read ({error.strerror})") from error


def _recorded(database: Database, found: "Examination", pdf: bytes) -> Recorded | None:
    try:
        with snapshot(database) as session:
            code = CODE.search(found.title)
            return find_recorded(session, sha256=hashlib.sha256(pdf).digest(), code=code.group() if code else "")
    finally:
        database.close()


def _database(settings: Settings) -> Database | None:
    """Open the database; a machine without one says so and goes on with the file alone."""
    url = settings.resolved_database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        typer.secho("未连接数据库，只核验文件本身 / No database here: the file alone is verified", err=True)
        return None
    database = open_database(url)
    if not is_current(database):
        database.close()
        raise fail("数据库结构不是当前版本，请使用 --offline", "The tables are of another version: use --offline")
    return database


def _of_file(found: "Examination") -> list[str]:
    if not found.is_pdf:
        return ["不是可读的 PDF 文件 / not a PDF that can be read"]
    if not found.is_signed:
        return ["没有 PDF 电子签名 / no PDF signature"]
    whole = "完整，自签名起未改动 / whole since it was signed" if found.is_intact else "已改动 / changed"
    lines = [f"PDF 签名 signature    {whole}"]
    if not found.subject:
        return lines
    trusted = "可信 / trusted" if found.is_trusted else "不可信 / not trusted"
    if found.is_expired:
        trusted = "证书已过期且无时间戳证明 / expired, and no time stamp proves when it signed"
    lines += [
        f"证书 certificate      {found.subject}",
        f"签发者 issuer         {found.issuer}",
        f"信任 trust            {trusted}",
    ]
    if found.stamped_at is not None:
        mark = "" if found.is_time_trusted else "（不可信 / not trusted）"
        lines.append(f"时间戳 time stamp     B-T {found.stamped_at.astimezone().isoformat()}{mark}")
    elif found.claimed_at is not None:
        lines.append(f"自称时间 claimed time B-B {found.claimed_at.astimezone().isoformat()}")
    return lines


def _of_records(recorded: Recorded | None, *, was_asked: bool) -> list[str]:
    if recorded is None:
        return ["数据库中没有此文件 / not in the database"] if was_asked else []
    same = "与签发的文件一致 / the file that was issued" if recorded.is_same_file else "与签发的文件不同 / another file"
    good = "有效 / good" if recorded.are_signatures_good else "无效 / wrong"
    return [
        f"记录 records          {recorded.code} 第 {recorded.version} 版 version {recorded.version}，{same}",
        f"医师签名 signatures   {good}",
    ]
