"""Patients: confirming a doubtful name."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, status

from teleread.accounts.account import CLINIC_ROLES, Role
from teleread.web.dependencies import Caller, Run, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line
from teleread.workflow.desk.patients import confirm_name

router = Router(prefix="/api/patients", tags=["patients"])

Knowing = Annotated[Caller, Depends(permit(Role.ADMIN, *sorted(CLINIC_ROLES)))]


class ConfirmedName(Body):
    """The name as the clinic knows it."""

    patient_name: Line


@router.post("/{patient_id}/confirm-name", status_code=status.HTTP_204_NO_CONTENT)
def confirm_patient_name(patient_id: UUID, body: ConfirmedName, caller: Knowing, run: Run) -> None:
    """Confirm or correct a name that was decoded by guess or with loss."""
    confirm_name(
        run.database,
        caller.scope,
        patient_id,
        account=caller.account,
        patient_name=body.patient_name,
        at=run.clock(),
    )
