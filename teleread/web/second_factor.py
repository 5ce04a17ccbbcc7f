"""What a body of an act of signing brings beside the login."""

from typing import Annotated

from fastapi import Depends, Request
from pydantic import Field

from teleread.accounts.second_factor import Confirmed, OneTimeCode, PasswordAgain, SecondFactor
from teleread.web.dependencies import CurrentCaller, Run
from teleread.web.schemas import Body
from teleread.web.session import Password, host_of
from teleread.workflow.desk.second_factor import check_second_factor

Digits = Annotated[str, Field(pattern=r"^\s*[0-9]{3}\s?[0-9]{3}\s*$", json_schema_extra={"format": "password"})]
"""Six digits, in two groups or one."""


def digits_of(typed: str) -> str:
    """Return the digits without spaces."""
    return "".join(typed.split())


class PasswordAgainIn(Body):
    """The login's password, typed once more."""

    password: Password

    def shown(self) -> SecondFactor:
        """Return it as the desk takes it."""
        return PasswordAgain(self.password)


class OneTimeCodeIn(Body):
    """The six digits that the person's device shows now."""

    totp: Digits

    def shown(self) -> SecondFactor:
        """Return it as the desk takes it."""
        return OneTimeCode(digits_of(self.totp))


SecondFactorIn = PasswordAgainIn | OneTimeCodeIn


class Desk:
    """Where a person shows it: who is logged in, and from which address they ask."""

    def __init__(self, caller: CurrentCaller, request: Request, run: Run) -> None:
        self._caller, self._host, self._run = caller, host_of(request), run

    def confirm(self, given: SecondFactorIn) -> Confirmed:
        """Return that it is the caller's own; raises what `check_second_factor` raises."""
        run = self._run
        return check_second_factor(
            run.database,
            self._caller.account,
            given.shown(),
            at=run.clock(),
            keys_dir=run.settings.keys_dir,
            host=self._host,
        )


SigningDesk = Annotated[Desk, Depends()]
