"""Shapes that several nouns' routes share."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator

from teleread.archive.study import NameStanding

Line = Annotated[str, StringConstraints(max_length=256)]
"""A line that a person typed; what it may say is the rule's affair."""

Text = Annotated[str, StringConstraints(max_length=4000)]
"""Some lines that a person typed."""


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
