"""Shapes that several nouns' routes share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Line = Annotated[str, StringConstraints(max_length=256)]
"""A line that a person typed; what it may say is the rule's affair."""


class Body(BaseModel):
    """What a request brings: an unknown key is a mistake and is refused."""

    model_config = ConfigDict(extra="forbid")
