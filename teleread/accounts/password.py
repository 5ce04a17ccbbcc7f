"""Passwords: what one must be like, how one is made up, how one is kept and checked.

A check costs about 170 ms and 64 MB on purpose, so only a few run at once and
only a few wait: a flood of logins is turned away before it starves the rest.
"""

import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from teleread.errors import Invalid, Unavailable

LEAST_LENGTH = 10
GREATEST_LENGTH = 200
AT_ONCE = 2
WAITING = 6
CLEAR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1: a generated password is read aloud and copied by hand."""

_hasher = PasswordHash((Argon2Hasher(),))
_running = threading.BoundedSemaphore(AT_ONCE)
_admitted = threading.BoundedSemaphore(AT_ONCE + WAITING)


class PasswordTooWeak(Invalid):
    """The password is too short, too long, too uniform or contains the name."""

    code = "password_too_weak"
    zh = "密码须为 {least} 至 {greatest} 个字符，不得包含登录名，且至少有 5 个不同字符"
    en = "A password has {least} to {greatest} characters, at least 5 different, and does not contain the login name"


class LoginBusy(Unavailable):
    """Too many passwords are being checked at this moment."""

    code = "login_busy"
    zh, en = "登录繁忙，请稍后重试", "Too many people are logging in at once; try again"


def check_strength(password: str, *, name: str) -> None:
    """Refuse a password that a guesser would try early; raises PasswordTooWeak.

    References
    ----------
    NIST SP 800-63B 5.1.1.2: length counts, rules of composition do not help.
    """
    normal = normalised(password)
    is_long_enough = LEAST_LENGTH <= len(normal) <= GREATEST_LENGTH
    if not is_long_enough or len(set(normal)) < 5 or name.casefold() in normal.casefold():
        raise PasswordTooWeak(least=LEAST_LENGTH, greatest=GREATEST_LENGTH)


def generate_password() -> str:
    """Return a new password of 79 random bits in four groups of four letters."""
    return "-".join("".join(secrets.choice(CLEAR_LETTERS) for _ in range(4)) for _ in range(4))


def hash_password(password: str) -> str:
    """Return the argon2id hash to keep; raises LoginBusy."""
    with _one_of_few():
        return _hasher.hash(normalised(password))


def is_right(password: str, password_hash: str | None) -> bool:
    """Say whether the password is the one that was hashed; raises LoginBusy.

    Without a hash, as for a name that nobody has, it takes as long and says
    no: the time of an answer does not tell which names exist.
    """
    with _one_of_few():
        if len(password) > GREATEST_LENGTH:
            password, password_hash = "", None
        matches = _hasher.verify(normalised(password), password_hash or _hash_of_nothing())
        return matches and password_hash is not None


def normalised(password: str) -> str:
    """Return the password as every keyboard would compose it.

    References
    ----------
    RFC 8265 4.2.1 (OpaqueString): Unicode Normalization Form C.
    """
    return unicodedata.normalize("NFC", password)


@cache
def _hash_of_nothing() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))


@contextmanager
def _one_of_few() -> Iterator[None]:
    if not _admitted.acquire(blocking=False):
        raise LoginBusy
    try:
        with _running:
            yield
    finally:
        _admitted.release()
