import pytest

from teleread.archive.commitment import (
    CommitmentInvalid,
    CommitmentReason,
    CommitmentRequest,
    HeldCopy,
    Reference,
    check_request,
    verdict,
)

ASKED = Reference("1.2.840.10008.5.1.4.1.1.1.1", "2.25.1")
WHOLE, DAMAGED = HeldCopy(ASKED.sop_class_uid, True), HeldCopy(ASKED.sop_class_uid, False)
OF_ANOTHER_CLASS = HeldCopy("1.2.840.10008.5.1.4.1.1.2", True)


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        ([WHOLE], None),
        ([WHOLE, WHOLE], None),
        ([WHOLE, OF_ANOTHER_CLASS], None),
        ([], CommitmentReason.NO_SUCH_INSTANCE),
        ([DAMAGED], CommitmentReason.PROCESSING_FAILURE),
        ([WHOLE, DAMAGED], CommitmentReason.PROCESSING_FAILURE),
        ([OF_ANOTHER_CLASS], CommitmentReason.CLASS_INSTANCE_CONFLICT),
    ],
)
def test_the_archive_answers_for_what_it_can_give_back(copies, expected):
    assert verdict(ASKED, copies) is expected


@pytest.mark.parametrize(
    "request_",
    [
        CommitmentRequest("", (ASKED,)),
        CommitmentRequest("2.25.9", ()),
        CommitmentRequest("2.25.9", (ASKED, Reference("1.2", ""))),
    ],
)
def test_a_request_names_itself_and_its_instances(request_):
    assert check_request(CommitmentRequest("2.25.9", (ASKED,))).transaction_uid == "2.25.9"
    with pytest.raises(CommitmentInvalid):
        check_request(request_)
