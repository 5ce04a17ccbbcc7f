"""What a device may send: storage SOP Classes and transfer syntaxes.

References
----------
DICOM PS3.4 B.5 (Standard SOP Classes of storage); PS3.6 Annex A (UIDs, the
retired ones included); PS3.5 Annex A (transfer syntaxes).
"""

from pydicom._uid_dict import UID_dictionary
from pynetdicom.presentation import AllStoragePresentationContexts, PresentationContext, build_context
from pynetdicom.service_class import StorageServiceClass
from pynetdicom.sop_class import register_uid, uid_to_service_class

from teleread.dicom.conversion.instance import NATIVE
from teleread.dicom.pixels.encoders import ENCODERS

VERIFICATION = "1.2.840.10008.1.1"
_COMPOSITE = "1.2.840.10008.5.1.4.1.1."
_NOT_A_DATA_SET_OF_ITS_OWN = (
    "1.2.840.10008.1.2.4.94",  # JPIP: the pixels stay with the sender
    "1.2.840.10008.1.2.4.95",
    "1.2.840.10008.1.2.4.204",
    "1.2.840.10008.1.2.4.205",
    "1.2.840.10008.1.2.6.",  # MIME and XML
    "1.2.840.10008.1.2.7.",  # live video
    "1.2.840.10008.1.20",
)
_NEWER_THAN_PYDICOM = (
    "1.2.840.10008.1.2.4.110",  # JPEG XL, lossless
    "1.2.840.10008.1.2.4.111",  # JPEG XL, JPEG recompression
    "1.2.840.10008.1.2.4.112",  # JPEG XL
    "1.2.840.10008.1.2.8.1",  # Deflated Image Frame Compression
)


def accepted_transfer_syntaxes() -> list[str]:
    """Return every transfer syntax whose bytes are the whole Instance, retired ones included."""
    known = [uid for uid, entry in UID_dictionary.items() if entry[1] == "Transfer Syntax"]
    whole = [uid for uid in known if not uid.startswith(_NOT_A_DATA_SET_OF_ITS_OWN)]
    return list(dict.fromkeys([*whole, *_NEWER_THAN_PYDICOM]))


def accepted_sop_classes() -> list[str]:
    """Return every storage SOP Class, retired ones included: old devices still send them."""
    current = {str(context.abstract_syntax) for context in AllStoragePresentationContexts}
    retired = {uid for uid, entry in UID_dictionary.items() if _is_retired_storage(uid, entry)}
    return sorted(current | retired)


def accepted_contexts() -> list[PresentationContext]:
    """Return the presentation contexts of verification and storage."""
    for uid in accepted_sop_classes():
        if uid_to_service_class(uid) is not StorageServiceClass:
            register_uid(uid, _keyword(uid), StorageServiceClass)
    syntaxes = accepted_transfer_syntaxes()
    return [build_context(VERIFICATION), *(build_context(uid, syntaxes) for uid in accepted_sop_classes())]


def storage_offer() -> dict[str, tuple[str, ...]]:
    """Return the same by SOP Class, for the data path of our own; what is preferred comes first."""
    return {
        str(context.abstract_syntax): tuple(map(str, context.transfer_syntax or ())) for context in accepted_contexts()
    }


def giving_contexts() -> list[PresentationContext]:
    """Return the contexts for a peer that takes the role of the SCP, to be given Instances by C-GET.

    Of what it can take, what anything can be converted to comes first:
    uncompressed, then compressed without loss.

    References
    ----------
    DICOM PS3.7 D.3.3.4 (role selection); PS3.4 C.5.3.
    """
    syntaxes = list(dict.fromkeys([*NATIVE, *ENCODERS, *accepted_transfer_syntaxes()]))
    contexts = [build_context(uid, syntaxes) for uid in accepted_sop_classes()]
    for context in contexts:
        context.scu_role = context.scp_role = True
    return [build_context(VERIFICATION), *contexts]


def _is_retired_storage(uid: str, entry: tuple[str, str, str, str, str]) -> bool:
    name, kind, _info, retired, _keyword = entry
    return uid.startswith(_COMPOSITE) and kind == "SOP Class" and bool(retired) and "Storage" in name


def _keyword(uid: str) -> str:
    return UID_dictionary[uid][4] or f"Storage{uid.rpartition('.')[2]}"
