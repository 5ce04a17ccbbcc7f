"""`teleread serve`, and each of the three processes alone.

A process is imported by its own command, so that the gateway does not carry
the web server and the web server not the gateway.
"""

from collections.abc import Mapping

import typer

from teleread.cli.environment import fail, load_settings, opened_database
from teleread.cli.logs import configure_logs
from teleread.cli.supervisor import CannotStart, die_with_supervisor, supervise
from teleread.config import Settings


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(serve)
    app.command()(gateway)
    app.command()(web)
    app.command()(worker)


def serve() -> None:
    """启动网关、网页和后台任务 / Start gateway, web and worker; Ctrl-C ends all three."""
    configure_logs("serve")
    settings = load_settings()
    with opened_database(settings):
        pass
    run_supervised(settings, announcement=f"网页 Web   {settings.resolved_public_url}")


def run_supervised(settings: Settings, *, announcement: str, environment: Mapping[str, str] | None = None) -> None:
    """Supervise the three processes and print what people need once all are ready."""
    lines = f"\n{announcement}\nDICOM     AE {settings.ae_title}, port {settings.dicom_port}\n停止 Stop  Ctrl-C\n"
    try:
        status = supervise(settings, on_ready=lambda: typer.echo(lines), environment=environment or {})
    except CannotStart as reason:
        raise typer.Exit(_say(str(reason))) from reason
    raise typer.Exit(status)


def gateway() -> None:
    """只启动 DICOM 网关 / Start the DICOM gateway alone."""
    from teleread import gateway as process

    _begin("gateway")
    process.run(_checked_settings())


def web() -> None:
    """只启动网页 / Start the web server alone."""
    from teleread.web import process

    _begin("web")
    process.run(_checked_settings())


def worker() -> None:
    """只启动后台任务 / Start the worker alone."""
    from teleread import worker as process

    _begin("worker")
    process.run(_checked_settings())


def _begin(process: str) -> None:
    die_with_supervisor()
    configure_logs(process)


def _checked_settings() -> Settings:
    settings = load_settings()
    with opened_database(settings):
        return settings


def _say(sentence: str) -> int:
    zh, _, en = sentence.partition(" / ")
    return fail(zh, en).exit_code
