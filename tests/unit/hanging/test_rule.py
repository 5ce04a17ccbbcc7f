"""Hanging rules: what is shipped is sound, and what is changed is checked."""

from dataclasses import replace

import pytest

from teleread.hanging.rule import (
    PANES,
    RULES_AT_MOST,
    SHIPPED,
    Fill,
    HangingRule,
    Layout,
    Rules,
    RulesChangedElsewhere,
    RulesRefused,
    Source,
    Take,
    When,
    check_rules,
    revised,
)

OWN = HangingRule("", "胸片对比", When(), Layout.TWO, (Fill(Source.CURRENT, Take.PICTURE), None))


def test_what_is_shipped_is_sound_and_its_last_rule_fits_every_study():
    assert check_rules(SHIPPED) == SHIPPED
    assert SHIPPED[-1].when == When()
    assert len({rule.key for rule in SHIPPED}) == len(SHIPPED)
    assert all(len(rule.fills) == PANES[rule.layout] for rule in SHIPPED)


@pytest.mark.parametrize(
    "broken",
    [
        replace(OWN, name=" "),
        replace(OWN, name="x" * 41),
        replace(OWN, name="a\nb"),
        replace(OWN, key="unheard_of"),
        replace(OWN, fills=OWN.fills[:1]),
        replace(OWN, fills=(Fill(Source.CURRENT, Take.SERIES, 0), None)),
        replace(OWN, when=When(body_parts=("",))),
        replace(OWN, when=When(pictures_at_least=0)),
    ],
)
def test_a_rule_that_means_nothing_is_refused(broken: HangingRule):
    with pytest.raises(RulesRefused):
        check_rules([OWN, broken])


def test_a_list_without_end_is_refused():
    with pytest.raises(RulesRefused):
        check_rules([OWN] * (RULES_AT_MOST + 1))


def test_rules_are_changed_over_the_revision_that_was_seen():
    mine = revised(Rules(), [OWN], revision=0)
    assert mine == Rules((OWN,), 1)
    with pytest.raises(RulesChangedElsewhere):
        revised(mine, [OWN], revision=0)
