"""Who may say that a version was read."""

from teleread.errors import Conflict, Forbidden
from teleread.reports.report import Report


class NotOfTheClinic(Forbidden):
    """A receipt is given by the clinic that sent the study."""

    code = "not_of_the_clinic"
    zh, en = "只有送检机构的医生或技师可以确认阅读", "Only the clinic's own doctor or technician may acknowledge"


class NotCurrent(Conflict):
    """A newer version says something else."""

    code = "not_current"
    zh, en = "该报告已有新版本，请阅读并确认新版本", "A newer version exists; read and acknowledge that one"


def check_acknowledgeable(report: Report, *, newest_version: int, is_of_clinic: bool) -> None:
    """Refuse a receipt that would mislead.

    Raises
    ------
    NotOfTheClinic, NotCurrent
        The first reason that holds.
    """
    if not is_of_clinic:
        raise NotOfTheClinic
    if report.version != newest_version:
        raise NotCurrent(version=report.version, newest_version=newest_version)
