"""Commands on the certificate that signs documents."""

from pathlib import Path
from typing import Annotated

import typer

from teleread.cli.environment import fail, load_settings, now, require_data_dir
from teleread.documents.sealing.certificate import SigningCertificate
from teleread.documents.sealing.local import OURS, ensure_local, files_in, make_anew
from teleread.reports.seal import Validity, validity

certificate = typer.Typer(name="certificate", help="报告签名证书 / The certificate on documents", no_args_is_help=True)

WORDS = {
    Validity.GOOD: "有效 / good",
    Validity.ENDING: "即将到期 / ends soon",
    Validity.EXPIRED: "已过期，不再签名 / expired: signs no more",
    Validity.NOT_YET: "尚未生效 / not valid yet",
}


@certificate.command("make")
def make(
    hospital: Annotated[str, typer.Option(help="name in the certificate, at most 64 bytes are kept")] = OURS,
    again: Annotated[bool, typer.Option("--again", help="another one beside what is there")] = False,
) -> None:
    """建立本地 CA 和签名证书 / Make a local authority and a signing certificate; no recognized CA vouches for it."""
    folder = require_data_dir(load_settings()) / "keys"
    if files_in(folder).signing.exists() and not again:
        raise fail("本地证书已存在；如需另发请用 --again", "There is a local certificate; --again makes another")
    made = (make_anew if again else ensure_local)(folder, at=now(), hospital=hospital)
    typer.echo(f"{made.signing}\n{made.authority}")
    typer.echo("本地签发，非认可的 CA，仅供试用；重新启动后生效")
    typer.echo("Issued locally, not by a recognized CA; used from the next start on")


@certificate.command("show")
def show() -> None:
    """查看当前签名证书 / Show the certificate in use; exit status 1 when it cannot sign."""
    from teleread.documents.sealing.opening import open_sealer

    sealer = open_sealer(load_settings(), at=now())
    found = sealer.certificate()
    standing = validity(found.not_before, found.not_after, at=now())
    for line in _lines(found, standing, has_time=sealer.has_time):
        typer.echo(line)
    if standing in (Validity.EXPIRED, Validity.NOT_YET):
        raise typer.Exit(1)


@certificate.command("root")
def root(file: Annotated[Path, typer.Argument(help="where to write it (PEM)")]) -> None:
    """导出本地 CA 根证书 / Write the local authority's root, to be trusted elsewhere."""
    source = files_in(load_settings().keys_dir).authority
    if not source.exists():
        raise fail("没有本地 CA", "There is no local authority")
    file.write_bytes(source.read_bytes())


def _lines(found: SigningCertificate, standing: Validity, *, has_time: bool) -> list[str]:
    return [
        f"证书 subject      {found.subject}",
        f"签发者 issuer     {found.issuer}",
        f"有效期 validity   {found.not_before:%Y-%m-%d} – {found.not_after:%Y-%m-%d}  {WORDS[standing]}",
        f"SHA-256           {found.sha256.hex()}",
        f"时间戳 TSA        {'B-T' if has_time else '未设置，B-B / none: B-B'}",
    ]
