"""The AEs of clinics, as an admin keeps them."""

from typing import Annotated
from uuid import UUID

from fastapi import status
from pydantic import Field

from teleread.clinics.clinic import AE, Calling
from teleread.clinics.records import load_aes
from teleread.web.clinics import Kept
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line
from teleread.workflow.desk import devices as desk

router = Router(prefix="/api/aes", tags=["clinics"])


class AEOut(Kept):
    """An Application Entity of a Site."""

    site_id: UUID
    clinic_id: UUID
    ae_title: str
    called_ae_title: str | None
    network: str | None
    host: str | None
    port: int | None
    issuer_of_patient_id: str
    character_set: str | None


class CallingIn(Body):
    """How an AE calls and where it listens; None for what does not matter."""

    called_ae_title: Line | None = None
    network: Line | None = None
    host: Line | None = None
    port: Annotated[int, Field(strict=True)] | None = None
    issuer_of_patient_id: Line | None = None
    character_set: Line | None = None

    def calling(self) -> Calling:
        """Return the same as the rules have it."""
        return Calling(**{name: getattr(self, name) for name in CallingIn.model_fields})


class AEIn(CallingIn):
    """A new AE of a clinic's Site; of its first one unless a Site is named."""

    clinic_id: UUID
    site_name: Line | None = None
    ae_title: Line


@router.get("")
def list_aes(caller: AdminCaller, session: Reader) -> list[AEOut]:
    """List the AEs of all clinics."""
    return [ae_out(ae) for ae in load_aes(session, caller.scope)]


@router.post("", status_code=status.HTTP_201_CREATED)
def add_ae(body: AEIn, caller: AdminCaller, run: Run) -> AEOut:
    """Let a device of a clinic send, and send reports to it if it listens."""
    ae = desk.add_ae(
        run.database,
        caller.scope,
        clinic=body.clinic_id,
        title=body.ae_title,
        site=body.site_name,
        calling=body.calling(),
        account=caller.account,
        at=run.clock(),
    )
    return ae_out(ae)


@router.patch("/{ae_id}")
def change_ae(ae_id: UUID, body: CallingIn, caller: AdminCaller, run: Run) -> AEOut:
    """Set how a device calls and where it listens."""
    ae = desk.change_ae(
        run.database, caller.scope, ae_id, calling=body.calling(), account=caller.account, at=run.clock()
    )
    return ae_out(ae)


@router.delete("/{ae_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_ae(ae_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Let a device send no more."""
    desk.remove_ae(run.database, caller.scope, ae_id, account=caller.account, at=run.clock())


def ae_out(ae: AE) -> AEOut:
    """Return an AE as the API has it."""
    return AEOut.model_validate(ae)
