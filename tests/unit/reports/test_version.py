import pytest

from teleread.reports.report import ReportKind
from teleread.reports.version import VersionStanding, standing_of

OTHERS = [kind for kind in ReportKind if kind is not ReportKind.RECALL]


@pytest.mark.parametrize("kind", OTHERS)
def test_the_newest_version_stands_and_older_ones_are_superseded(kind: ReportKind):
    standings = [standing_of(version, newest_version=3, newest_kind=kind) for version in (1, 2, 3)]
    assert standings == [VersionStanding.SUPERSEDED, VersionStanding.SUPERSEDED, VersionStanding.CURRENT]


def test_while_a_recall_is_the_newest_nothing_stands():
    standings = {standing_of(version, newest_version=3, newest_kind=ReportKind.RECALL) for version in (1, 2, 3)}
    assert standings == {VersionStanding.RECALLED}


def test_what_is_signed_after_a_recall_stands_again():
    assert standing_of(2, newest_version=3, newest_kind=ReportKind.CORRECTION) is VersionStanding.SUPERSEDED
    assert standing_of(3, newest_version=3, newest_kind=ReportKind.CORRECTION) is VersionStanding.CURRENT
