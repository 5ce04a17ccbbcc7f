"""A-ASSOCIATE-RQ and A-ASSOCIATE-AC: what a peer proposes and what it is granted.

References
----------
DICOM PS3.8 9.3.2, 9.3.3 and Annex D.1; PS3.7 Annex D.3.3 (implementation,
asynchronous operations window, role selection).
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from teleread.dicom.listener.pdu import ASSOCIATE_AC, Fault, Violation, pdu

MOST_CONTEXTS = 128
"""A presentation context ID is an odd number of one byte."""
MOST_ITEMS = 1024
"""Of one kind of list; a requestor that uses every context and item of the Standard has some 400."""
LONGEST_UID = 128
"""The Standard says 64; what is a little longer is let be, as in a data set."""

_FIXED_BYTES = 68
_APPLICATION_CONTEXT, _CONTEXT_RQ, _CONTEXT_AC, _USER_INFORMATION = 0x10, 0x20, 0x21, 0x50
_ABSTRACT_SYNTAX, _TRANSFER_SYNTAX = 0x30, 0x40
_MAXIMUM_LENGTH, _CLASS_UID, _OPERATIONS_WINDOW, _ROLES, _VERSION_NAME = 0x51, 0x52, 0x53, 0x54, 0x55


@dataclass(frozen=True, slots=True)
class ProposedContext:
    """A presentation context as it was proposed."""

    id: int
    abstract_syntax: str
    transfer_syntaxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """Which roles a requestor wants in a SOP Class."""

    sop_class_uid: str
    is_scu: bool
    is_scp: bool


@dataclass(frozen=True, slots=True)
class AssociateRequest:
    """What a peer proposes.

    `titles` are the bytes of both AE titles and what is reserved behind them,
    which an acceptance repeats. `maximum_length` is 0 where there is no limit.
    """

    titles: bytes
    has_our_version: bool
    application_context: str = ""
    contexts: tuple[ProposedContext, ...] = ()
    maximum_length: int = 0
    implementation_class_uid: str = ""
    implementation_version_name: str = ""
    asks_for_operations_window: bool = False
    roles: tuple[Role, ...] = field(default=())

    @property
    def called_ae_title(self) -> str:
        """Whom the peer calls."""
        return _title(self.titles[:16])

    @property
    def calling_ae_title(self) -> str:
        """Who the peer says it is."""
        return _title(self.titles[16:32])


@dataclass(frozen=True, slots=True)
class ContextResult:
    """What became of a proposed context (PS3.8 Table 9-18); without acceptance the syntax says nothing."""

    id: int
    result: int
    abstract_syntax: str
    transfer_syntax: str


@dataclass(frozen=True, slots=True)
class Implementation:
    """Who we are, and how long a PDU we like."""

    class_uid: str
    version_name: str
    maximum_length: int


def parse_associate_request(content: bytes) -> AssociateRequest:
    """Return what the bytes behind the header of an A-ASSOCIATE-RQ propose.

    Items of other kinds are passed over, as the Standard wants.

    Raises
    ------
    Violation
        If the bytes are no such request, or more of it than anybody needs.
    """
    if len(content) < _FIXED_BYTES:
        raise Violation(Fault.INVALID_PARAMETER, "an association request that is too short")
    version = int.from_bytes(content[:2], "big")
    request = AssociateRequest(titles=content[4:_FIXED_BYTES], has_our_version=bool(version & 1))
    contexts: dict[int, ProposedContext] = {}
    for kind, item in _items(content, _FIXED_BYTES):
        if kind == _APPLICATION_CONTEXT:
            request = replace(request, application_context=_uid(item))
        elif kind == _CONTEXT_RQ:
            proposed = _context(item)
            if proposed.id in contexts:
                raise Violation(Fault.INVALID_PARAMETER, "two presentation contexts of one ID")
            contexts[proposed.id] = proposed
        elif kind == _USER_INFORMATION:
            request = _with_user_information(request, item)
    return replace(request, contexts=tuple(contexts.values()))


def encode_associate_accept(
    request: AssociateRequest, results: Sequence[ContextResult], implementation: Implementation, roles: Sequence[Role]
) -> bytes:
    """Return the A-ASSOCIATE-AC that grants the results.

    A window of one operation is granted where a window was asked for.
    """
    user = [
        _item(_MAXIMUM_LENGTH, struct.pack(">L", implementation.maximum_length)),
        _item(_CLASS_UID, implementation.class_uid.encode()),
        *([_item(_OPERATIONS_WINDOW, struct.pack(">HH", 1, 1))] if request.asks_for_operations_window else []),
        *(_item(_ROLES, _packed_role(role)) for role in roles),
        _item(_VERSION_NAME, implementation.version_name.encode()),
    ]
    items = [
        _item(_APPLICATION_CONTEXT, _bytes(request.application_context)),
        *(_item(_CONTEXT_AC, _packed_result(result)) for result in results),
        _item(_USER_INFORMATION, b"".join(user)),
    ]
    return pdu(ASSOCIATE_AC, struct.pack(">HH", 1, 0) + request.titles + b"".join(items))


def _context(item: bytes) -> ProposedContext:
    if len(item) < 4 or not item[0] % 2:
        raise Violation(Fault.INVALID_PARAMETER, "a presentation context without an ID")
    abstract, transfers = "", []
    for kind, value in _items(item, 4):
        if kind == _ABSTRACT_SYNTAX:
            abstract = _uid(value)
        elif kind == _TRANSFER_SYNTAX:
            transfers.append(_uid(value))
    if not abstract or not transfers:
        raise Violation(Fault.INVALID_PARAMETER, "a presentation context without a syntax")
    return ProposedContext(item[0], abstract, tuple(transfers))


def _with_user_information(request: AssociateRequest, content: bytes) -> AssociateRequest:
    roles = list(request.roles)
    for kind, item in _items(content, 0):
        if kind == _MAXIMUM_LENGTH:
            request = replace(request, maximum_length=_number(item))
        elif kind == _CLASS_UID:
            request = replace(request, implementation_class_uid=_uid(item))
        elif kind == _VERSION_NAME:
            request = replace(request, implementation_version_name=_text(item))
        elif kind == _OPERATIONS_WINDOW:
            request = replace(request, asks_for_operations_window=True)
        elif kind == _ROLES:
            roles.append(_role(item))
    return replace(request, roles=tuple(roles))


def _role(item: bytes) -> Role:
    length = int.from_bytes(item[:2], "big")
    if len(item) != length + 4:
        raise Violation(Fault.INVALID_PARAMETER, "a role selection of another length than it says")
    return Role(_uid(item[2:-2]), is_scu=item[-2] == 1, is_scp=item[-1] == 1)


def _items(content: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    for _ in range(MOST_ITEMS):
        if position == len(content):
            return
        value_at = position + 4
        length = int.from_bytes(content[position + 2 : value_at], "big")
        if value_at + length > len(content):
            raise Violation(Fault.INVALID_PARAMETER, "an item longer than what holds it")
        yield content[position], content[value_at : value_at + length]
        position = value_at + length
    if position != len(content):
        raise Violation(Fault.INVALID_PARAMETER, "too many items")


def _item(kind: int, value: bytes) -> bytes:
    return struct.pack(">BxH", kind, len(value)) + value


def _packed_result(result: ContextResult) -> bytes:
    return bytes((result.id, 0, result.result, 0)) + _item(_TRANSFER_SYNTAX, _bytes(result.transfer_syntax))


def _packed_role(role: Role) -> bytes:
    uid = _bytes(role.sop_class_uid)
    return len(uid).to_bytes(2, "big") + uid + bytes((role.is_scu, role.is_scp))


def _number(item: bytes) -> int:
    if len(item) != 4:
        raise Violation(Fault.INVALID_PARAMETER, "a maximum length of another length than four bytes")
    return int.from_bytes(item, "big")


def _uid(value: bytes) -> str:
    if len(value) > LONGEST_UID:
        raise Violation(Fault.INVALID_PARAMETER, "a UID that is too long")
    return _text(value).rstrip("\0 ")


def _title(value: bytes) -> str:
    """Return an AE title; what no title may hold becomes U+FFFD and so fits none that is configured."""
    text = _text(value).rstrip("\0 ").lstrip(" ")
    return "".join(character if character.isprintable() else "�" for character in text)


def _text(value: bytes) -> str:
    return value.decode("ascii", "replace")


def _bytes(text: str) -> bytes:
    return text.encode("ascii", "replace")
