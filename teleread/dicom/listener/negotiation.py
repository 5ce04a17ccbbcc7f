"""Which presentation contexts are accepted, and whether an association is for our own data path.

References
----------
DICOM PS3.8 7.1.1.14 and Table 9-18 (results); PS3.7 D.3.3.4 (role selection).
"""

from collections.abc import Collection, Mapping, Sequence

from teleread.dicom.listener.associate import AssociateRequest, ContextResult, ProposedContext, Role

ACCEPTANCE, ABSTRACT_SYNTAX_NOT_SUPPORTED, TRANSFER_SYNTAXES_NOT_SUPPORTED = 0, 3, 4

Offer = Mapping[str, Sequence[str]]
"""SOP Classes that we serve, each with its transfer syntaxes, the one we like most first."""


def is_for_storage(request: AssociateRequest, other_services: Collection[str]) -> bool:
    """Say whether a peer wants verification and storage and nothing else that we serve.

    A SOP Class that nobody here knows is rejected the same way on either path.
    A peer that wants to be given Instances takes the role of the SCP.
    """
    wants_other = any(context.abstract_syntax in other_services for context in request.contexts)
    return not wants_other and all(role.is_scu and not role.is_scp for role in request.roles)


def negotiate(request: AssociateRequest, offer: Offer) -> list[ContextResult]:
    """Return the result of every proposed context, by context ID."""
    return [_result(context, offer) for context in sorted(request.contexts, key=lambda context: context.id)]


def granted_roles(request: AssociateRequest, results: Sequence[ContextResult]) -> list[Role]:
    """Return what is answered to role selection: the SCU role, as proposed, where a context was accepted."""
    accepted = {result.abstract_syntax for result in results if result.result == ACCEPTANCE}
    return [role for role in request.roles if role.sop_class_uid in accepted]


def _result(context: ProposedContext, offer: Offer) -> ContextResult:
    ours = offer.get(context.abstract_syntax)
    chosen = next((syntax for syntax in ours or () if syntax in context.transfer_syntaxes), None)
    if chosen is not None:
        return ContextResult(context.id, ACCEPTANCE, context.abstract_syntax, chosen)
    result = ABSTRACT_SYNTAX_NOT_SUPPORTED if ours is None else TRANSFER_SYNTAXES_NOT_SUPPORTED
    return ContextResult(context.id, result, context.abstract_syntax, context.transfer_syntaxes[0])
