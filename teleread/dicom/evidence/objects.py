"""All objects of a signed version in one Study."""

from teleread.dicom.evidence.contents import Content, MadeFile
from teleread.dicom.evidence.key_images import key_object_selection
from teleread.dicom.evidence.measurements import measurement_report
from teleread.dicom.evidence.presentation import presentation_states


def objects_of(content: Content) -> list[MadeFile]:
    """Return the files, the same bytes under the same UIDs however often they are made."""
    documents = [key_object_selection(content), measurement_report(content)]
    return [each for each in documents if each is not None] + presentation_states(content)
