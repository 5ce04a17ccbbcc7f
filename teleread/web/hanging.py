"""A reader's hanging rules."""

from typing import Annotated, Self

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field

from teleread.accounts.account import SPECIALIST_ROLES
from teleread.clinics.clinic import Modality
from teleread.hanging.records import load_rules
from teleread.hanging.rule import SHIPPED, Fill, HangingRule, Laterality, Layout, Rules, Source, Take, When
from teleread.web.dependencies import Caller, CurrentCaller, Reader, Run, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line
from teleread.workflow.desk.hanging import change_rules

router = Router(prefix="/api/hanging-rules", tags=["hanging"])

Specialist = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES)))]
Count = Annotated[int, Field(ge=1, le=99)]


class FillBody(Body):
    """What stands in a pane."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")

    source: Source
    take: Take
    number: Count


class WhenBody(Body):
    """Which studies a rule is for; null or empty asks for nothing."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")

    modality: Modality | None
    body_parts: list[Line]
    laterality: Laterality | None
    series_at_least: Count
    pictures_at_least: Count
    has_prior: bool | None


class HangingRuleBody(Body):
    """One rule; `fills` has an entry for every pane, row by row. `key` names a shipped one and is empty otherwise."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")

    key: Line
    name: Line
    when: WhenBody
    layout: Layout
    fills: list[FillBody | None]

    def rule(self) -> HangingRule:
        """Return the rule that it describes."""
        when = self.when
        return HangingRule(
            key=self.key,
            name=self.name,
            when=When(
                modality=when.modality,
                body_parts=tuple(when.body_parts),
                laterality=when.laterality,
                series_at_least=when.series_at_least,
                pictures_at_least=when.pictures_at_least,
                has_prior=when.has_prior,
            ),
            layout=self.layout,
            fills=tuple(None if each is None else Fill(each.source, each.take, each.number) for each in self.fills),
        )


class HangingRulesOut(BaseModel):
    """The rules that hold for the caller, tried in their order, and those that are shipped."""

    rules: list[HangingRuleBody]
    shipped: list[HangingRuleBody]
    revision: int

    @classmethod
    def of(cls, rules: Rules) -> Self:
        """Return rules as the API has them."""
        return cls(rules=_bodies(rules.rules), shipped=_bodies(SHIPPED), revision=rules.revision)


class HangingRulesIn(Body):
    """A whole list of rules, made over those of a revision."""

    rules: list[HangingRuleBody]
    revision: int


@router.get("")
def get_hanging_rules(caller: CurrentCaller, session: Reader) -> HangingRulesOut:
    """Return the rules by which the caller's pictures are laid out."""
    return HangingRulesOut.of(load_rules(session, account_id=caller.account.id))


@router.put("")
def put_hanging_rules(body: HangingRulesIn, caller: Specialist, run: Run) -> HangingRulesOut:
    """Keep the caller's own rules."""
    rules = [each.rule() for each in body.rules]
    kept = change_rules(run.database, rules, account=caller.account, at=run.clock(), revision=body.revision)
    return HangingRulesOut.of(kept)


def _bodies(rules: tuple[HangingRule, ...]) -> list[HangingRuleBody]:
    return [HangingRuleBody.model_validate(rule) for rule in rules]
