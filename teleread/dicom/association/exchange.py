"""One request and its response on an association whose own thread stands aside meanwhile.

`Association.send_c_store` and its kind encode data sets anew, and take whatever
comes next for the response. Here a request goes out as it was made, and what
the peer asks for meanwhile, such as an N-EVENT-REPORT, is answered afterwards.
"""

import threading
from typing import Any, TypeVar

from pynetdicom.association import Association

Message = TypeVar("Message")

MOST_ASIDE = 1000


def exchange(association: Association, request: Message, context_id: int) -> Message | None:
    """Send a request and return its response, None if none came in time.

    References
    ----------
    DICOM PS3.7 9.3 and 10.3 (Message ID Being Responded To).
    """
    association._reactor_checkpoint.clear()
    aside: list[Any] = []
    try:
        while not association._is_paused and association.is_alive():
            threading.Event().wait(0.0005)
        association.dimse.send_msg(request, context_id)  # type: ignore[arg-type]  # any DIMSE primitive
        while len(aside) < MOST_ASIDE:
            taken: Any = association.dimse.get_msg(block=True)
            message = taken[1]
            if message is None:
                return None
            if isinstance(message, type(request)) and getattr(message, "MessageIDBeingRespondedTo", None) is not None:
                return message
            aside.append(taken)
        return None
    finally:
        for each in aside:
            association.dimse.msg_queue.put(each)
        association._reactor_checkpoint.set()
