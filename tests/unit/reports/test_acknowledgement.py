from uuid import UUID

import pytest

from teleread.reports.acknowledgement import NotCurrent, NotOfTheClinic, check_acknowledgeable
from teleread.reports.report import Report, ReportKind
from tests.builders import EIGHT

REPORT = Report(UUID(int=1), UUID(int=2), UUID(int=3), 2, ReportKind.CORRECTION, UUID(int=4), "0000", EIGHT)


def test_the_clinic_acknowledges_the_newest_version():
    check_acknowledgeable(REPORT, newest_version=2, is_of_clinic=True)


def test_nobody_acknowledges_for_a_clinic_that_is_not_theirs():
    with pytest.raises(NotOfTheClinic):
        check_acknowledgeable(REPORT, newest_version=2, is_of_clinic=False)


def test_an_older_version_is_not_acknowledged_any_more():
    with pytest.raises(NotCurrent):
        check_acknowledgeable(REPORT, newest_version=3, is_of_clinic=True)
