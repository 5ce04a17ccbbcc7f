"""The caller's own device for one-time codes: set up, confirmed, removed."""

import segno
from fastapi import Request, status
from pydantic import BaseModel

from teleread.accounts.proof import NotLoggedIn
from teleread.web.dependencies import Caller, CurrentCaller, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body
from teleread.web.second_factor import Digits, digits_of
from teleread.web.session import Password, host_of
from teleread.workflow.desk import one_time_codes as desk

router = Router(prefix="/api/session/codes", tags=["session"])


class OwnPassword(Body):
    """The login's password, once more."""

    password: Password


class FirstCode(Body):
    """The six digits that the device shows now."""

    totp: Digits


class EnrolmentOut(BaseModel):
    """What the device is told; it is never told again.

    `picture` is a data address of a QR code of `address`.
    """

    secret: str
    address: str
    picture: str


@router.post("", status_code=status.HTTP_201_CREATED)
def begin_codes(own: OwnPassword, caller: CurrentCaller, request: Request, run: Run) -> EnrolmentOut:
    """Make a secret for the caller's device; it counts once a first code confirms it."""
    enrolment = desk.begin_codes(
        run.database,
        account=_in_person(caller).account,
        password=own.password,
        keys_dir=run.settings.keys_dir,
        host=host_of(request),
        at=run.clock(),
    )
    picture = segno.make(enrolment.address, error="m", micro=False).svg_data_uri(scale=5, border=4, light="white")
    return EnrolmentOut(secret=enrolment.secret, address=enrolment.address, picture=picture)


@router.post("/confirm", status_code=status.HTTP_204_NO_CONTENT)
def confirm_codes(first: FirstCode, caller: CurrentCaller, run: Run) -> None:
    """Take the device into use after its first code."""
    desk.confirm_codes(
        run.database,
        account=_in_person(caller).account,
        digits=digits_of(first.totp),
        keys_dir=run.settings.keys_dir,
        at=run.clock(),
    )


@router.post("/remove", status_code=status.HTTP_204_NO_CONTENT)
def remove_codes(own: OwnPassword, caller: CurrentCaller, request: Request, run: Run) -> None:
    """Do away with the caller's device."""
    desk.remove_codes(
        run.database,
        account=_in_person(caller).account,
        password=own.password,
        host=host_of(request),
        at=run.clock(),
    )


def _in_person(caller: Caller) -> Caller:
    if caller.login is None:
        raise NotLoggedIn
    return caller
