import json

import pytest

from teleread.dicom.sending.stow_outlet import basic, bearer, outcome_of
from teleread.forwarding.forwarding import Missed, Proof, Reason, Took

UID = "2.25.1"


def an_answer(*, stored=(), failed=()):
    def item(uid, reason=None):
        values = {"00081155": {"vr": "UI", "Value": [uid]}}
        return values if reason is None else {**values, "00081197": {"vr": "US", "Value": [reason]}}

    body = {"00081199": {"vr": "SQ", "Value": [item(uid) for uid in stored]}}
    body["00081198"] = {"vr": "SQ", "Value": [item(*each) for each in failed]}
    return json.dumps(body).encode()


def test_only_an_answer_that_names_the_instance_is_proof():
    assert outcome_of(200, an_answer(stored=[UID]), UID) == Took(Proof.STORED_BY_WEB)
    assert outcome_of(200, b"<xml/>", UID) == Took(Proof.STATUS)
    passed_over = outcome_of(200, an_answer(stored=["2.25.2"]), UID)
    assert isinstance(passed_over, Missed), "200 to a part that was passed over is no success"


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        (202, an_answer(failed=[(UID, 0xA700)]), Reason.OUT_OF_RESOURCES),
        (409, an_answer(failed=[(UID, 0xC122)]), Reason.NOT_ACCEPTED),
        (409, an_answer(failed=[(UID, 0xA900)]), Reason.REFUSED),
        (400, b"", Reason.REFUSED),
        (401, b"", Reason.NOT_AUTHORISED),
        (403, b"", Reason.NOT_AUTHORISED),
        (404, b"", Reason.ASSOCIATION_REFUSED),
        (302, b"", Reason.ASSOCIATION_REFUSED),
        (415, b"", Reason.NOT_ACCEPTED),
        (429, b"", Reason.OUT_OF_RESOURCES),
        (503, b"", Reason.OUT_OF_RESOURCES),
    ],
)
def test_what_a_refusal_means(status, said, reason):
    outcome = outcome_of(status, said, UID)
    assert isinstance(outcome, Missed)
    assert outcome.reason is reason


@pytest.mark.parametrize(
    "said", [b"[]", b"null", b"7", b'{"00081199": 3}', b"[" * 100_000, b'{"00081199":{"Value":[1]}}']
)
def test_whatever_a_server_says_is_borne(said):
    assert outcome_of(200, said, UID) is not None


def test_authorisation_headers():
    assert basic("Aladdin", "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert bearer("abc") == "Bearer abc"
