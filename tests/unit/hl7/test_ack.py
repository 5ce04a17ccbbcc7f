import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleread.hl7.ack import LONGEST_SAID, NotAnAcknowledgement, clean, read_acknowledgement
from teleread.workflow.journey.outlets import Failure, Sent
from teleread.workflow.journey.outlets.message import judged

HEAD = "MSH|^~\\&|HIS|Q|TELEREAD|X|20260302||ACK^R01^ACK|9|P|2.5.1"


def an_answer(code: str, control_id: str = "C1", more: str = "", error: str = "") -> bytes:
    lines = [HEAD, f"MSA|{code}|{control_id}|{more}", *([error] if error else [])]
    return ("\r".join(lines) + "\r").encode()


def outcome(content: bytes) -> Sent | Failure:
    return judged(read_acknowledgement(content, codec="utf-8"), control_id="C1")


@pytest.mark.parametrize("code", ["AA", "CA"])
def test_what_was_accepted_has_arrived(code: str):
    assert outcome(an_answer(code)) == Sent(code)


@pytest.mark.parametrize("code", ["AE", "CE"])
def test_an_error_in_the_message_waits_for_a_person_with_the_peers_words(code: str):
    error = "ERR||PID^1^3|204^Unknown key identifier^HL70357|E||||找不到患者"
    failure = outcome(an_answer(code, more="no such patient", error=error))
    assert isinstance(failure, Failure)
    assert failure.is_permanent
    assert f"{code} no such patient · 204 · Unknown key identifier · 找不到患者" in failure.detail


@pytest.mark.parametrize("code", ["AR", "CR"])
def test_a_rejection_is_tried_again_unless_such_messages_are_never_taken(code: str):
    busy = outcome(an_answer(code, more="queue full"))
    assert isinstance(busy, Failure)
    assert not busy.is_permanent
    assert "queue full" in busy.detail
    never = outcome(an_answer(code, error="ERR|||200^Unsupported message type^HL70357|E"))
    assert isinstance(never, Failure)
    assert never.is_permanent


def test_an_acknowledgement_of_another_message_proves_nothing():
    failure = outcome(an_answer("AA", control_id="C2"))
    assert isinstance(failure, Failure)
    assert not failure.is_permanent
    assert "another message" in failure.detail


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\r",
        b"hello",
        b"MSH",
        b"MSH|^~\\&|",
        HEAD.encode(),
        an_answer("XX"),
        an_answer(""),
        b"MSA|AA|C1\r",
        b"\xff\xfe\x00" * 50,
        (HEAD + "\rMSA").encode(),
    ],
)
def test_what_is_no_acknowledgement_is_called_so(content: bytes):
    with pytest.raises(NotAnAcknowledgement):
        read_acknowledgement(content, codec="utf-8")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(noise: bytes):
    for content in (noise, HEAD.encode() + b"\r" + noise, an_answer("AE") + noise):
        try:
            read_acknowledgement(content, codec="gb18030")
        except NotAnAcknowledgement:
            continue


def test_line_feeds_end_segments_too():
    assert (
        outcome(an_answer("AA").replace(b"\r", b"\n")) == outcome(an_answer("AA").replace(b"\r", b"\r\n")) == Sent("AA")
    )


@settings(deadline=None)
@given(st.text())
def test_the_peers_words_are_one_short_printable_line(said: str):
    shown = clean(said)
    assert len(shown) <= LONGEST_SAID + 1
    assert shown.isprintable()
