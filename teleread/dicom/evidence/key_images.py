"""Key images as a Key Object Selection document (PS3.3 A.35.4, PS3.16 TID 2010)."""

from typing import Final

from pydicom.dataset import Dataset

from teleread.dicom.encapsulate import one_line
from teleread.dicom.evidence.common import as_file, identity, predecessors
from teleread.dicom.evidence.contents import Content, MadeFile, PointedAt
from teleread.dicom.evidence.observers import person_observer
from teleread.dicom.evidence.sources import source_of
from teleread.reports.making import ObjectKind

FOR_REPORT_ATTACHMENT: Final = ("113020", "DCM", "For Report Attachment")
"""Document Title, CID 7010."""


def key_object_selection(content: Content) -> MadeFile | None:
    """Return the document that names the key images of a Study; None if there are none."""
    chosen = [each for each in content.instances if each.key_images]
    if not chosen:
        return None
    from highdicom import ko, sr  # noqa: PLC0415  (only where an object is made)

    sources = [source_of(each, content.subject) for each in chosen]
    selection = ko.KeyObjectSelection(
        document_title=sr.CodedConcept(*FOR_REPORT_ATTACHMENT),
        referenced_objects=sources,
        observer_person_context=person_observer(content.signed),
        description=_description(content, chosen),
    )
    _name_frames(selection[0], {each.sop_instance_uid: each for each in chosen})
    document = ko.KeyObjectSelectionDocument(
        evidence=sources, content=selection, **identity(content, ObjectKind.KEY_IMAGES)
    )
    return as_file(document, content, ObjectKind.KEY_IMAGES)


def _description(content: Content, chosen: list[PointedAt]) -> str | None:
    """Return the notes, each with its place in the document; a later version says what it replaces."""
    lines = []
    if predecessors(content, ObjectKind.KEY_IMAGES):
        lines.append(
            f"第 {content.signed.version} 版，替代此前版本 Version {content.signed.version}, replaces those before"
        )
    for place, each in enumerate(chosen, start=1):
        for key in sorted(each.key_images, key=lambda one: one.frame):
            note = " ".join(one_line(line) for line in key.note.splitlines())
            if note:
                frame = f"/{key.frame}" if each.number_of_frames > 1 else ""
                lines.append(f"{place}{frame}: {note}")
    return "\r\n".join(lines) or None


def _name_frames(container: Dataset, chosen: dict[str, PointedAt]) -> None:
    """Say which frames are meant, where there are several (PS3.3 C.18.4.1)."""
    for item in container.ContentSequence:
        for reference in item.get("ReferencedSOPSequence", ()):
            each = chosen[str(reference.ReferencedSOPInstanceUID)]
            if item.ValueType == "IMAGE" and each.number_of_frames > 1:
                frames = sorted({key.frame for key in each.key_images})
                reference.ReferencedFrameNumber = frames if len(frames) > 1 else frames[0]
