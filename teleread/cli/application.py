"""All commands, a module a theme."""

import typer

from teleread.cli import (
    admissions,
    archive,
    certificate,
    demo,
    forwarding,
    keeping,
    people,
    places,
    processes,
    report,
    retention,
)

app = typer.Typer(
    name="teleread",
    help="远程影像、超声与心电诊断 / Remote reading of X-ray, ultrasound and ECG",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
processes.register(app)
keeping.register(app)
archive.register(app)
admissions.register(places.site)
for commands in (places.clinic, places.site, places.ae, places.department, places.partnership):
    app.add_typer(commands)
for commands in (people.user, people.credential, people.duty, people.token, people.request):
    app.add_typer(commands)
app.add_typer(forwarding.forwarding)
app.add_typer(retention.retention)
app.add_typer(report.report)
app.add_typer(certificate.certificate)
app.add_typer(demo.demo)
