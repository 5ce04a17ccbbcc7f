"""What a peer proposes is read, and what it is granted is written, as others read and write it."""

import struct
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pynetdicom.pdu import A_ASSOCIATE_AC, A_ASSOCIATE_RQ
from pynetdicom.pdu_primitives import (
    A_ASSOCIATE,
    AsynchronousOperationsWindowNegotiation,
    ImplementationClassUIDNotification,
    ImplementationVersionNameNotification,
    MaximumLengthNotification,
    SCP_SCU_RoleSelectionNegotiation,
    SOPClassExtendedNegotiation,
    UserIdentityNegotiation,
)
from pynetdicom.presentation import build_context

from teleread.dicom.listener.associate import (
    ContextResult,
    Implementation,
    Role,
    encode_associate_accept,
    parse_associate_request,
)
from teleread.dicom.listener.pdu import Violation
from tests.unit.dicom.listener.peer import EXPLICIT, IMPLICIT, STORAGE, associate_content, item, proposed

US = Implementation("2.25.7", "TELEREAD_0_1", 131072)
uids = st.lists(st.integers(0, 99999), min_size=2, max_size=8).map(lambda parts: ".".join(map(str, [1, *parts])))
titles = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=16)
contexts = st.lists(st.tuples(uids, st.lists(uids, min_size=1, max_size=4, unique=True)), min_size=1, max_size=128).map(
    lambda pairs: [(2 * number + 1, *pair) for number, pair in enumerate(pairs)]
)


def requested_by_pynetdicom(calling, called, proposals, maximum_length=16382, extras=()):
    primitive = A_ASSOCIATE()
    primitive.application_context_name = "1.2.840.10008.3.1.1.1"
    primitive.calling_ae_title, primitive.called_ae_title = calling, called
    primitive.calling_presentation_address = primitive.called_presentation_address = None
    built = [build_context(abstract, transfers) for _id, abstract, transfers in proposals]
    for (number, *_), context in zip(proposals, built, strict=True):
        context.context_id = number
    primitive.presentation_context_definition_list = built
    length, class_uid = MaximumLengthNotification(), ImplementationClassUIDNotification()
    length.maximum_length_received, class_uid.implementation_class_uid = maximum_length, "1.2.3"
    name = ImplementationVersionNameNotification()
    name.implementation_version_name = "THEIRS"
    primitive.user_information = [length, class_uid, name, *extras]
    pdu = A_ASSOCIATE_RQ()
    pdu.from_primitive(primitive)
    return pdu.encode()[6:]


@settings(deadline=None)
@given(titles, titles, contexts, st.integers(0, 2**32 - 1))
def test_what_another_implementation_proposes_is_read(calling, called, proposals, maximum_length):
    request = parse_associate_request(requested_by_pynetdicom(calling, called, proposals, maximum_length))

    assert (request.calling_ae_title, request.called_ae_title) == (calling, called)
    assert [(each.id, each.abstract_syntax, list(each.transfer_syntaxes)) for each in request.contexts] == proposals
    assert (request.maximum_length, request.implementation_class_uid) == (maximum_length, "1.2.3")
    assert (request.implementation_version_name, request.has_our_version) == ("THEIRS", True)


def test_roles_and_a_window_are_read_and_what_we_do_not_negotiate_is_passed_over():
    role = SCP_SCU_RoleSelectionNegotiation()
    role.sop_class_uid, role.scu_role, role.scp_role = STORAGE, False, True
    window = AsynchronousOperationsWindowNegotiation()
    window.maximum_number_operations_invoked = 5
    extended = SOPClassExtendedNegotiation()
    extended.sop_class_uid, extended.service_class_application_information = STORAGE, b"\x02\x00\x00\x00"
    person = UserIdentityNegotiation()
    person.user_identity_type, person.primary_field = 1, b"somebody"
    content = requested_by_pynetdicom("A", "B", [(1, STORAGE, [IMPLICIT])], extras=[role, window, extended, person])

    request = parse_associate_request(content)

    assert request.roles == (Role(STORAGE, is_scu=False, is_scp=True),)
    assert request.asks_for_operations_window


@settings(deadline=None)
@given(contexts, st.booleans())
def test_another_implementation_reads_what_we_grant(proposals, asks_for_window):
    window = AsynchronousOperationsWindowNegotiation()
    window.maximum_number_operations_invoked = 5
    extras = [window] if asks_for_window else []
    request = parse_associate_request(requested_by_pynetdicom("CALLING", "CALLED", proposals, extras=extras))
    results = [
        ContextResult(each.id, (0, 3, 4)[each.id % 3], each.abstract_syntax, each.transfer_syntaxes[0])
        for each in request.contexts
    ]

    read = A_ASSOCIATE_AC()
    read.decode(encode_associate_accept(request, results, US, [Role(STORAGE, is_scu=True, is_scp=False)]))
    primitive = read.to_primitive()

    assert [
        (each.context_id, each.result, each.transfer_syntax[0])
        for each in primitive.presentation_context_definition_results_list
    ] == [(each.id, each.result, each.transfer_syntax) for each in results]
    assert (read.called_ae_title, read.calling_ae_title) == ("CALLED", "CALLING")
    told = {type(each).__name__: each for each in primitive.user_information}
    assert told["MaximumLengthNotification"].maximum_length_received == US.maximum_length
    assert told["ImplementationClassUIDNotification"].implementation_class_uid == US.class_uid
    assert told["SCP_SCU_RoleSelectionNegotiation"].scu_role is True
    granted = told.get("AsynchronousOperationsWindowNegotiation")
    assert (granted is not None) == asks_for_window
    if granted is not None:
        assert (granted.maximum_number_operations_invoked, granted.maximum_number_operations_performed) == (1, 1)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_request_or_are_refused(content):
    for said in (content, bytes(68) + content):
        with suppress(Violation):
            parse_associate_request(said)


@settings(deadline=None)
@given(st.data())
def test_any_damage_to_a_request_leaves_a_request_or_a_refusal(data):
    whole = bytearray(associate_content(proposed(1, STORAGE, IMPLICIT, EXPLICIT), item(0x50, item(0x51, bytes(4)))))
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[position] = data.draw(st.integers(0, 255))
    with suppress(Violation):
        parse_associate_request(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


@pytest.mark.parametrize(
    "wrong",
    [
        proposed(2, STORAGE, IMPLICIT),
        proposed(1, STORAGE, IMPLICIT) * 2,
        proposed(1, STORAGE),
        proposed(1, "", IMPLICIT),
        item(0x20, b"\x01"),
        proposed(1, "1." * 65 + "1", IMPLICIT),
        item(0x50, item(0x51, b"\0\0")),
        item(0x50, item(0x54, b"\0\x09short")),
        item(0x20, b"\x01\0\0\0")[:-2],
        b"\x20\0\xff\xff",
    ],
)
def test_a_request_that_breaks_the_standard_is_refused(wrong):
    with pytest.raises(Violation):
        parse_associate_request(associate_content(wrong))


def test_a_hundred_thousand_contexts_are_refused_at_little_cost():
    many = associate_content() + struct.pack(">BxH", 0x77, 0) * 200_000
    began = process_time()
    with pytest.raises(Violation):
        parse_associate_request(many)
    with pytest.raises(Violation):
        parse_associate_request(associate_content(*(proposed(1, STORAGE, IMPLICIT) for _ in range(10_000))))
    assert process_time() - began < 0.5


def test_a_title_that_none_may_have_fits_none():
    request = parse_associate_request(associate_content(calling="A\0B", called="\x1b[0m\0\0"))
    assert (request.calling_ae_title, request.called_ae_title) == ("A\ufffdB", "\ufffd[0m")
