"""Notices against a real mail server and a robot's server that answers slowly, wrongly and not at all."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot
from teleread.notices.mail import MailSecurity, MailServer
from teleread.notices.notice import NoticeState
from teleread.notices.robot import RobotKind
from teleread.reports.critical_plan import Level, LevelKind
from teleread.views.critical import NoticeLine, list_notices
from teleread.workflow.desk.critical import RobotTyped, Sealing, add_robot, change_plan, send_again
from teleread.workflow.journey.critical import confirm, raise_finding
from teleread.workflow.keeping.notify import Courier, notify_due
from tests.integration.notices.peers import RobotServer, a_closed_port, a_robot_server
from tests.integration.reports.ward import TEN_PAST, Ward, a_ward

WORDS = "右侧大量气胸，纵隔左移。"


class Mailbox:
    """What the mail server took; `refuse` is its next reply to a recipient."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], Any]] = []
        self.refuse = ""

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 (a hook of aiosmtpd)
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 (a hook of aiosmtpd)
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, MailServer]]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=a_closed_port())
    controller.start()
    yield box, MailServer("127.0.0.1", controller.port, MailSecurity.NONE, "teleread@hospital.example")
    controller.stop()


@pytest.fixture
def robot_server() -> Iterator[RobotServer]:
    with a_robot_server() as server:
        yield server


@pytest.fixture
def ward(sqlite_database: Database, tmp_path: Path) -> Ward:
    ward = a_ward(sqlite_database, tmp_path)
    change_plan(
        ward.database,
        system_scope(),
        ward.place.clinic_id,
        province="52",
        levels=(Level(LevelKind.CLINIC_DUTY, 10, "值班室", "0857-1001", "duty@qingshan.example"),),
        account=ward.author,
        at=TEN_PAST,
    )
    return ward


def with_robot(ward: Ward, server: RobotServer, folder: Path, kind: RobotKind = RobotKind.WECOM) -> frozenset[str]:
    added = frozenset({server.url})
    key = "access_token" if kind is RobotKind.DINGTALK else "key"
    typed = RobotTyped("值班群", kind, None, f"{server.url}/send?{key}=1", "SECdemo")
    add_robot(
        ward.database,
        system_scope(),
        typed=typed,
        sealing=Sealing(folder / "keys", added),
        account=ward.author,
        at=TEN_PAST,
    )
    return added


def raised(ward: Ward) -> Any:
    ward.start(ward.author)
    return raise_finding(
        ward.database,
        ward.scope(ward.author),
        ward.reading_id,
        criterion_key="xray.tension_pneumothorax",
        words=WORDS,
        account=ward.author,
        at=TEN_PAST,
    )


def courier(folder: Path, **values: Any) -> Courier:
    return Courier("one", "https://read.example", folder / "keys", **values)


def notices(ward: Ward) -> list[NoticeLine]:
    with snapshot(ward.database) as session:
        return list_notices(session, system_scope())


def test_an_email_says_where_and_nothing_of_the_patient(
    ward: Ward, mailbox: tuple[Mailbox, MailServer], tmp_path: Path
):
    box, server = mailbox
    finding = raised(ward)
    assert notify_due(ward.database, courier(tmp_path, mail=server), at=TEN_PAST) == 1
    ((to, message),) = box.taken
    text = message.get_content()
    assert to == ["duty@qingshan.example"]
    assert f"https://read.example/critical/{finding.id}" in text
    said = message.as_string() + text + str(message["Subject"])
    for secret in ("张", "Zhang", "气胸", "0001", "QS2026030001"):
        assert secret not in said
    (line,) = notices(ward)
    assert message["Message-ID"] == f"<{line.notice.id}@hospital.example>"
    assert (line.notice.state, [each.succeeded for each in line.attempts_log]) == (NoticeState.SENT, [True])


@pytest.mark.parametrize(("reply", "state"), [("451 later", NoticeState.QUEUED), ("550 no", NoticeState.DEAD)])
def test_a_refused_recipient_waits_or_is_a_persons_affair(
    ward: Ward, mailbox: tuple[Mailbox, MailServer], tmp_path: Path, reply: str, state: NoticeState
):
    box, server = mailbox
    raised(ward)
    box.refuse = reply
    notify_due(ward.database, courier(tmp_path, mail=server), at=TEN_PAST)
    (line,) = notices(ward)
    assert line.notice.state is state
    assert reply[:3] in line.attempts_log[0].detail
    box.refuse = ""
    send_again(ward.database, system_scope(), line.notice.id, account=ward.author, at=TEN_PAST)
    notify_due(ward.database, courier(tmp_path, mail=server), at=TEN_PAST)
    assert notices(ward)[0].notice.state is NoticeState.SENT


def test_no_mail_server_and_a_closed_port_are_tried_again(ward: Ward, tmp_path: Path):
    raised(ward)
    notify_due(ward.database, courier(tmp_path), at=TEN_PAST)
    closed = MailServer("127.0.0.1", a_closed_port(), MailSecurity.NONE, "teleread@hospital.example")
    notify_due(ward.database, courier(tmp_path, mail=closed), at=TEN_PAST + timedelta(minutes=1))
    (line,) = notices(ward)
    assert (line.notice.state, line.notice.attempts) == (NoticeState.QUEUED, 2)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((200, b'{"errcode":0}'), NoticeState.SENT),
        ((200, b'{"errcode":93000,"errmsg":"invalid webhook url"}'), NoticeState.DEAD),
        ((200, b'{"errcode":45009,"errmsg":"api freq out of limit"}'), NoticeState.QUEUED),
        ((200, b"<html>"), NoticeState.QUEUED),
        ((302, b""), NoticeState.QUEUED),
        ((500, b""), NoticeState.QUEUED),
        (None, NoticeState.QUEUED),
    ],
)
def test_what_a_robot_answers(
    ward: Ward,
    robot_server: RobotServer,
    tmp_path: Path,
    answer: tuple[int, bytes] | None,
    state: NoticeState,
):
    added = with_robot(ward, robot_server, tmp_path)
    raised(ward)
    robot_server.answers.append(answer)
    notify_due(
        ward.database,
        courier(tmp_path, robot_hosts=added, robot_timeout=timedelta(seconds=1)),
        at=TEN_PAST,
    )
    (line,) = [each for each in notices(ward) if each.notice.robot_id]
    assert line.notice.state is state
    assert len(robot_server.heard) == 1
    path, body = robot_server.heard[0]
    assert path == "/send?key=1"
    assert "气胸" not in str(body)
    assert "张" not in str(body)


def test_dingtalk_is_told_with_its_signature(ward: Ward, robot_server: RobotServer, tmp_path: Path):
    added = with_robot(ward, robot_server, tmp_path, RobotKind.DINGTALK)
    raised(ward)
    notify_due(ward.database, courier(tmp_path, robot_hosts=added), at=TEN_PAST)
    ((path, _),) = robot_server.heard
    assert "&timestamp=" in path
    assert "&sign=" in path


def test_a_host_that_is_no_longer_allowed_is_not_called(ward: Ward, robot_server: RobotServer, tmp_path: Path):
    with_robot(ward, robot_server, tmp_path)
    raised(ward)
    notify_due(ward.database, courier(tmp_path), at=TEN_PAST)
    assert robot_server.heard == []


def test_what_was_read_back_meanwhile_calls_nobody(ward: Ward, mailbox: tuple[Mailbox, MailServer], tmp_path: Path):
    box, server = mailbox
    finding = raised(ward)
    confirm(
        ward.database,
        ward.scope(ward.doctor),
        finding.id,
        read_back="右侧大量气胸",
        acting="",
        account=ward.doctor,
        at=TEN_PAST,
    )
    assert notify_due(ward.database, courier(tmp_path, mail=server), at=TEN_PAST) == 0
    assert box.taken == []
    assert notices(ward)[0].notice.state is NoticeState.NEEDLESS
