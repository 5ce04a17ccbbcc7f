"""Files that do something when they are read."""

import io
from collections.abc import Callable


class AtFirstRead(io.BytesIO):
    """A file whose first read does something before it answers."""

    def __init__(self, content: bytes, act: Callable[[], None]) -> None:
        super().__init__(content)
        self._act: Callable[[], None] | None = act

    def read(self, size: int | None = -1, /) -> bytes:
        act, self._act = self._act, None
        if act is not None:
            act()
        return super().read(size)
