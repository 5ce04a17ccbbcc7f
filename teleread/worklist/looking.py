"""What a person has seen of a picture: its preview alone, or every stored value.

A preview is small and lossy. It may be looked at; nothing may be signed for
that was seen in no other way.
"""

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

from teleread.errors import Conflict


class OnlyPreviewShown(Conflict):
    """A picture was before the signer as a preview, and never in diagnostic quality."""

    code = "only_preview_shown"
    zh = "有 {count} 幅影像您只看过预览，请等诊断影像显示后再签名"
    en = "You have seen only a preview of {count} images; sign once they were shown in diagnostic quality"


@dataclass(frozen=True, slots=True)
class Look:
    """What was on a person's screen of one Instance since they last said so; frames count from 1.

    `is_whole`: all of it was there in diagnostic quality, now or before.
    """

    instance_id: UUID
    previewed: frozenset[int] = frozenset()
    diagnostic: frozenset[int] = frozenset()
    is_whole: bool = False


def owed(before: Set[int], look: Look) -> frozenset[int]:
    """Return the frames that were seen as a preview and not yet in diagnostic quality."""
    return frozenset() if look.is_whole else frozenset(before | look.previewed) - look.diagnostic
