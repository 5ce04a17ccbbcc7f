"""Send an e-mail by the hospital's mail server.

References
----------
RFC 5321 4.2.1: a reply 5yz is final, 4yz may be tried again. RFC 5322 3.6.4:
the Message-ID is the notice's own, so that a second copy can be told for one.
"""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID

from teleread.notices.notice import Message
from teleread.outbox import Failure

TIMEOUT: Final = timedelta(seconds=20)
LONGEST_DETAIL: Final = 200


class MailSecurity(StrEnum):
    """How the way to the mail server is kept from others."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail goes out, and as whom.

    Parameters
    ----------
    authorities
        PEM file of the authorities that its certificate is believed from; the system's own if None.
    """

    host: str
    port: int
    security: MailSecurity
    sender: str
    user_name: str = ""
    password: str = ""
    authorities: Path | None = None
    timeout: timedelta = TIMEOUT


def send_mail(server: MailServer, to: str, message: Message, *, notice_id: UUID, at: datetime) -> Failure | None:
    """Hand a message to the mail server; return why it was not taken, None if it was.

    A password is sent over TLS only: a server without it is refused before
    anything is said.
    """
    try:
        with _connected(server) as client:
            if server.user_name:
                client.login(server.user_name, server.password)
            client.send_message(_written(server, to, message, notice_id, at), server.sender, [to])
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()), (450, b""))
        return _refusal(code, words)
    except smtplib.SMTPAuthenticationError as refused:
        return Failure(f"邮件服务器不接受账号 The mail server does not accept the login: {refused.smtp_code}")
    except smtplib.SMTPResponseException as refused:
        return _refusal(refused.smtp_code, refused.smtp_error)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return Failure(f"邮件服务器无法使用 The mail server cannot be used: {type(error).__name__}")
    return None


def _connected(server: MailServer) -> smtplib.SMTP:
    seconds = server.timeout.total_seconds()
    if server.user_name and server.security is MailSecurity.NONE:
        raise smtplib.SMTPNotSupportedError("a password is sent over TLS only")
    if server.security is MailSecurity.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=_context(server))
    client = smtplib.SMTP(server.host, server.port, timeout=seconds)
    try:
        if server.security is MailSecurity.STARTTLS:
            client.starttls(context=_context(server))
    except BaseException:
        client.close()
        raise
    return client


def _context(server: MailServer) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(server.authorities) if server.authorities else None)


def _written(server: MailServer, to: str, message: Message, notice_id: UUID, at: datetime) -> EmailMessage:
    written = EmailMessage(policy=SMTP)
    written["From"] = Address("teleread", addr_spec=server.sender)
    written["To"] = Address(addr_spec=to)
    written["Subject"] = " ".join(message.subject.split())
    written["Date"] = format_datetime(at)
    written["Message-ID"] = f"<{notice_id}@{server.sender.rpartition('@')[2]}>"
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(message.text, cte="base64")
    return written


def _refusal(code: int, words: bytes | str) -> Failure:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    shown = "".join(each if each.isprintable() else " " for each in text)[:LONGEST_DETAIL]
    return Failure(f"SMTP {code}: {shown}", is_permanent=500 <= code < 600)
