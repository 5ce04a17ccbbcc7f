"""Evidence as canonical bytes: what is kept, hashed and signed."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from teleread.reports.evidence import Evidence, KeyImage, Look, Mark, MarkKind, Point, VoiFunction, Window


def evidence_tree(evidence: Evidence) -> dict[str, Any]:
    """Return the evidence as it stands in canonical bytes: numbers that are no small integers are text."""
    return {
        "marks": [
            {
                "id": mark.id,
                "instance_id": str(mark.instance_id),
                "sop_instance_uid": mark.sop_instance_uid,
                "frame": mark.frame,
                "kind": mark.kind.value,
                "points": [[_written(point.x), _written(point.y)] for point in mark.points],
                "text": mark.text,
                "mm": None if mark.mm is None else _written(mark.mm),
            }
            for mark in evidence.marks
        ],
        "key_images": [
            {
                "instance_id": str(key.instance_id),
                "sop_instance_uid": key.sop_instance_uid,
                "frame": key.frame,
                "note": key.note,
                "look": None if key.look is None else _look_tree(key.look),
            }
            for key in evidence.key_images
        ],
    }


def evidence_of_tree(tree: Mapping[str, Any]) -> Evidence:
    """Return the evidence that a tree of canonical bytes says.

    Raises
    ------
    KeyError, TypeError, ValueError
        If it is no such tree.
    """
    return Evidence(
        marks=tuple(
            Mark(
                id=mark["id"],
                instance_id=UUID(mark["instance_id"]),
                sop_instance_uid=mark["sop_instance_uid"],
                frame=mark["frame"],
                kind=MarkKind(mark["kind"]),
                points=tuple(Point(float(x), float(y)) for x, y in mark["points"]),
                text=mark["text"],
                mm=None if mark["mm"] is None else float(mark["mm"]),
            )
            for mark in tree["marks"]
        ),
        key_images=tuple(
            KeyImage(
                instance_id=UUID(key["instance_id"]),
                sop_instance_uid=key["sop_instance_uid"],
                frame=key["frame"],
                note=key["note"],
                look=None if key["look"] is None else _look_of(key["look"]),
            )
            for key in tree["key_images"]
        ),
    )


def write_evidence(evidence: Evidence) -> bytes:
    """Return the bytes that are kept, and hashed where a reviewer signs evidence of their own (RFC 8785)."""
    tree = evidence_tree(evidence)
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True).encode()


def read_evidence(content: bytes) -> Evidence:
    """Return the evidence of bytes that `write_evidence` wrote."""
    return evidence_of_tree(json.loads(content))


def _look_tree(look: Look) -> dict[str, Any]:
    window = look.window
    return {
        "window": None
        if window is None
        else {
            "center": _written(window.center),
            "width": _written(window.width),
            "function": window.function.value,
        },
        "is_inverted": look.is_inverted,
        "quarters": look.quarters,
        "is_mirrored": look.is_mirrored,
    }


def _look_of(tree: Mapping[str, Any]) -> Look:
    window = tree["window"]
    return Look(
        window=None
        if window is None
        else Window(float(window["center"]), float(window["width"]), VoiFunction(window["function"])),
        is_inverted=tree["is_inverted"],
        quarters=tree["quarters"],
        is_mirrored=tree["is_mirrored"],
    )


def _written(value: float) -> str:
    """Write a number in the one form that canonical bytes have for it: three decimals."""
    return f"{value:.3f}"
