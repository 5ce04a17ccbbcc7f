"""Shapes that several nouns' routes share."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints, field_validator

from teleread.archive.study import NameStanding

Line = Annotated[str, StringConstraints(max_length=256)]
"""A line that a person typed; what it may say is the rule's affair."""

Text = Annotated[str, StringConstraints(max_length=4000)]
"""Some lines that a person typed."""

FIRST_MOMENT, LAST_MOMENT = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _is_of_our_time(moment: datetime) -> datetime:
    if not FIRST_MOMENT <= moment <= LAST_MOMENT:
        raise ValueError("out of range")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_is_of_our_time)]
"""A time with its zone, far enough from the ends of the calendar to be reckoned with."""


class Body(BaseModel):
    """What a request brings: an unknown key is a mistake and is refused."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def storable(cls, value: object) -> object:
        """Refuse text with a NUL character, which no database of ours compares or keeps alike."""
        if isinstance(value, str) and "\0" in value:
            raise ValueError("NUL")
        return value


class PatientOut(BaseModel):
    """A patient as lists and pages show them; `name_standing` says how far the name can be trusted."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    name_standing: NameStanding
    patient_id: str
    birth_date: date | None
    sex: str
