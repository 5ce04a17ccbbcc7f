"""Which contexts are accepted: those that pynetdicom would accept, with the same transfer syntax."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pynetdicom.presentation import build_context, negotiate_as_acceptor

from teleread.dicom.association.accepted import (
    accepted_contexts,
    accepted_sop_classes,
    accepted_transfer_syntaxes,
    storage_offer,
)
from teleread.dicom.listener.associate import AssociateRequest, ContextResult, ProposedContext, Role
from teleread.dicom.listener.negotiation import granted_roles, is_for_storage, negotiate
from tests.unit.dicom.listener.peer import EXPLICIT, IMPLICIT, STORAGE, VERIFICATION

WORKLIST = "1.2.840.10008.5.1.4.31"
UNKNOWN = "1.2.276.0.99.1"

OFFER, ACCEPTED = storage_offer(), accepted_contexts()
abstracts = st.sampled_from([VERIFICATION, *accepted_sop_classes()[:6], UNKNOWN, WORKLIST])
transfers = st.lists(st.sampled_from([*accepted_transfer_syntaxes(), UNKNOWN]), min_size=1, max_size=5, unique=True)


def a_request(*contexts, roles=()):
    proposed = tuple(ProposedContext(2 * n + 1, abstract, tuple(ts)) for n, (abstract, ts) in enumerate(contexts))
    return AssociateRequest(titles=bytes(64), has_our_version=True, contexts=proposed, roles=roles)


@settings(deadline=None)
@given(st.lists(st.tuples(abstracts, transfers), max_size=20))
def test_the_results_are_those_of_pynetdicom(proposals):
    request = a_request(*proposals)
    theirs = [build_context(abstract, ts) for abstract, ts in proposals]
    for number, context in enumerate(theirs):
        context.context_id = 2 * number + 1
    expected, _roles = negotiate_as_acceptor(theirs, ACCEPTED)

    assert [(each.id, each.result, each.transfer_syntax) for each in negotiate(request, OFFER)] == [
        (each.context_id, each.result, each.transfer_syntax[0]) for each in expected
    ]


def test_what_is_not_ours_is_rejected_context_by_context():
    request = a_request((STORAGE, [EXPLICIT, IMPLICIT]), (UNKNOWN, [IMPLICIT]), (STORAGE, [UNKNOWN]))
    assert negotiate(request, OFFER) == [
        ContextResult(1, 0, STORAGE, IMPLICIT),
        ContextResult(3, 3, UNKNOWN, IMPLICIT),
        ContextResult(5, 4, STORAGE, UNKNOWN),
    ]


def test_storage_and_verification_are_for_the_path_of_our_own():
    assert is_for_storage(a_request((STORAGE, [IMPLICIT]), (VERIFICATION, [IMPLICIT])), {WORKLIST})
    assert is_for_storage(a_request((UNKNOWN, [IMPLICIT])), {WORKLIST})


def test_an_association_that_wants_another_service_too_is_not():
    assert not is_for_storage(a_request((STORAGE, [IMPLICIT]), (WORKLIST, [IMPLICIT])), {WORKLIST})


def test_who_wants_to_be_given_instances_is_not_either():
    giving = a_request((STORAGE, [IMPLICIT]), roles=(Role(STORAGE, is_scu=False, is_scp=True),))
    assert not is_for_storage(giving, {WORKLIST})


def test_the_role_of_the_sender_is_granted_where_a_context_was():
    sends = Role(STORAGE, is_scu=True, is_scp=False)
    request = a_request((STORAGE, [IMPLICIT]), roles=(sends, Role(UNKNOWN, is_scu=True, is_scp=False)))
    assert is_for_storage(request, {WORKLIST})
    assert granted_roles(request, negotiate(request, OFFER)) == [sends]
