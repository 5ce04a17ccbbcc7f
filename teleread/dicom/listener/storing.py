"""An association of verification and storage, from its acceptance to its end.

References
----------
DICOM PS3.4 Annex A and Annex B; PS3.7 9.1.1, 9.1.5 and 9.3; PS3.8 9.2.
"""

import socket
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from teleread.dicom.association import status
from teleread.dicom.association.accepted import VERIFICATION
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.bounds import Bounds
from teleread.dicom.association.pace import TooSlow
from teleread.dicom.association.status import Answer
from teleread.dicom.listener.associate import ContextResult
from teleread.dicom.listener.command import (
    C_CANCEL_RQ,
    C_ECHO_RQ,
    C_STORE_RQ,
    LONGEST_COMMAND_BYTES,
    RESPONSE,
    Command,
    encode_response,
    parse_command,
)
from teleread.dicom.listener.fragments import Aborted, Fragments, Released
from teleread.dicom.listener.instance import IncomingInstance
from teleread.dicom.listener.pdu import Fault, Violation, abort, command_message, release_response
from teleread.dicom.listener.reception import Reception
from teleread.dicom.listener.stream import PeerGone, Silence, Stream


class End(StrEnum):
    """How an association ended."""

    RELEASED = "released"
    ABORTED = "aborted"
    GONE = "gone"
    IDLE = "idle"
    TOO_SLOW = "too_slow"
    VIOLATION = "violation"
    STOPPING = "stopping"


_ENDS: dict[type[Exception], tuple[End, bytes]] = {
    Released: (End.RELEASED, release_response()),
    Aborted: (End.ABORTED, b""),
    PeerGone: (End.GONE, b""),
    Silence: (End.IDLE, abort(Fault.NOT_SPECIFIED)),
    TooSlow: (End.TOO_SLOW, abort(Fault.NOT_SPECIFIED)),
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was negotiated: the accepted contexts by ID, and the peer's longest PDU (0: any)."""

    contexts: Mapping[int, ContextResult]
    longest_pdu: int


@dataclass(slots=True)
class Tally:
    """What an association has brought: Instances by how they were answered, and the bytes of their data sets."""

    instances: int = field(default=0, init=False)
    refused: int = field(default=0, init=False)
    size_bytes: int = field(default=0, init=False)

    def add(self, answer: Answer, size_bytes: int) -> None:
        """Count one in."""
        is_refused = answer.status != status.SUCCESS
        self.instances += 1
        self.refused += is_refused
        self.size_bytes += 0 if is_refused else size_bytes


class StorageAssociation:
    """Answers one peer, in the thread of its connection; `tally` is of as far as it has come."""

    def __init__(
        self,
        connection: socket.socket,
        *,
        agreed: Agreed,
        admitted: Admitted,
        reception: Reception,
        bounds: Bounds,
        stopping: threading.Event,
        large_buffers: threading.Semaphore,
    ) -> None:
        self._connection, self._agreed, self._admitted = connection, agreed, admitted
        self._reception, self._bounds, self._stopping = reception, bounds, stopping
        self._stream = Stream(connection, bounds, large_buffers)
        self._fragments = Fragments(self._stream)
        self.tally = Tally()

    def serve(self) -> End:
        """Answer until the peer or we have enough; the last word has been said then."""
        try:
            end, last_word = self._answer_all()
        finally:
            self._stream.let_go()
        if last_word:
            with suppress(PeerGone):
                self._stream.say(last_word)
        return end

    def _answer_all(self) -> tuple[End, bytes]:
        """Answer messages until there is an end; return it and what is left to be said."""
        try:
            while not self._stopping.is_set():
                self._stream.wait_for_message()
                self._answer_message()
        except Violation as violation:
            return End.VIOLATION, abort(violation.fault)
        except (Released, Aborted, PeerGone, Silence, TooSlow) as why:
            if not (self._stopping.is_set() and isinstance(why, PeerGone)):
                return _ENDS[type(why)]
        return End.STOPPING, abort(Fault.NOT_SPECIFIED)

    def _answer_message(self) -> None:
        context, command = self._command()
        if command.field & RESPONSE:
            raise Violation(Fault.BY_USER, "an answer to nothing that was asked")
        if command.field == C_STORE_RQ:
            answer = self._store(context, command)
        else:
            if command.has_data_set:
                self._pass_over(context)
            if command.field == C_CANCEL_RQ:
                return
            answer = _answer_without_data_set(context, command)
        response = encode_response(command, answer.status, answer.comment)
        self._stream.say(command_message(context.id, response, longest_pdu=self._agreed.longest_pdu))

    def _store(self, context: ContextResult, command: Command) -> Answer:
        refusal = _refusal(context, command)
        if not command.has_data_set:
            return refusal or Answer(status.CANNOT_UNDERSTAND, "The request carries no data set")
        instance = IncomingInstance(self._reception, self._admitted, self._bounds.longest_instance_bytes)
        try:
            if refusal is None:
                instance.begin(command, context.transfer_syntax)
            else:
                instance.refuse(refusal)
            self._stream.expect_much()
            self._data_set(context, instance)
            answer = instance.keep()
            self.tally.add(answer, instance.size_bytes)
            return answer
        finally:
            instance.close()

    def _data_set(self, context: ContextResult, instance: IncomingInstance) -> None:
        fragments, size_bytes = self._fragments, 0
        is_last = False
        while not is_last:
            self._next_of(context, is_command=False)
            is_last = fragments.is_last
            size_bytes += fragments.length
            if size_bytes > 2 * self._bounds.longest_instance_bytes:
                raise Violation(Fault.BY_USER, "a data set without an end")
            for piece in fragments.content():
                instance.write(piece)

    def _pass_over(self, context: ContextResult) -> None:
        """Read a data set that nobody wants."""
        nobody = IncomingInstance(self._reception, self._admitted, self._bounds.longest_instance_bytes)
        self._data_set(context, nobody)

    def _command(self) -> tuple[ContextResult, Command]:
        fragments = self._fragments
        fragments.next()
        context = self._agreed.contexts.get(fragments.context_id)
        if context is None:
            raise Violation(Fault.INVALID_PARAMETER, "a presentation context that was not accepted")
        content = bytearray()
        while True:
            if not fragments.is_command:
                raise Violation(Fault.INVALID_PARAMETER, "a data set without a command")
            if len(content) + fragments.length > LONGEST_COMMAND_BYTES:
                raise Violation(Fault.INVALID_PARAMETER, "a command set that is too long")
            for piece in fragments.content():
                content += piece
            if fragments.is_last:
                return context, parse_command(bytes(content))
            self._next_of(context, is_command=True)

    def _next_of(self, context: ContextResult, *, is_command: bool) -> None:
        """Read the head of a fragment, which must go on with the message that was begun."""
        self._fragments.next()
        if self._fragments.context_id != context.id or self._fragments.is_command != is_command:
            raise Violation(Fault.INVALID_PARAMETER, "a message inside another")


def _refusal(context: ContextResult, command: Command) -> Answer | None:
    if command.sop_class_uid != context.abstract_syntax:
        return Answer(status.SOP_CLASS_NOT_SUPPORTED, "Not the SOP Class of the presentation context")
    if context.abstract_syntax == VERIFICATION:
        return Answer(status.SOP_CLASS_NOT_SUPPORTED, "Not a SOP Class of storage")
    return None


def _answer_without_data_set(context: ContextResult, command: Command) -> Answer:
    if command.field != C_ECHO_RQ:
        return Answer(status.UNRECOGNIZED_OPERATION, "Not a service of the SOP Class")
    if context.abstract_syntax != VERIFICATION:
        return Answer(status.SOP_CLASS_NOT_SUPPORTED, "Not the SOP Class of the presentation context")
    return Answer(status.SUCCESS)


def accepted_by_id(results: Collection[ContextResult]) -> dict[int, ContextResult]:
    """Return the contexts that were accepted."""
    return {result.id: result for result in results if result.result == 0}
