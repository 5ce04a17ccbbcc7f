"""What a device may send."""

from teleread.dicom.association.accepted import accepted_contexts, accepted_sop_classes, accepted_transfer_syntaxes

NEEDED = {
    "Computed Radiography": "1.2.840.10008.5.1.4.1.1.1",
    "Digital X-Ray, for presentation": "1.2.840.10008.5.1.4.1.1.1.1",
    "Ultrasound": "1.2.840.10008.5.1.4.1.1.6.1",
    "Ultrasound, retired": "1.2.840.10008.5.1.4.1.1.6",
    "Ultrasound Multi-frame": "1.2.840.10008.5.1.4.1.1.3.1",
    "Secondary Capture": "1.2.840.10008.5.1.4.1.1.7",
    "12-lead ECG": "1.2.840.10008.5.1.4.1.1.9.1.1",
    "General ECG": "1.2.840.10008.5.1.4.1.1.9.1.2",
    "Encapsulated PDF": "1.2.840.10008.5.1.4.1.1.104.1",
}


def test_what_a_township_clinic_has_may_be_sent():
    assert set(NEEDED.values()) <= set(accepted_sop_classes())


def test_a_directory_and_a_private_class_may_not():
    assert not {"1.2.840.10008.1.3.10", "1.2.276.0.99.1.2.3"} & set(accepted_sop_classes())


def test_every_syntax_that_holds_the_whole_instance_may_be_sent():
    accepted = set(accepted_transfer_syntaxes())
    assert {
        "1.2.840.10008.1.2",
        "1.2.840.10008.1.2.4.55",
        "1.2.840.10008.1.2.4.201",
        "1.2.840.10008.1.2.4.111",
    } <= accepted
    assert not any(".1.2.4.94" in uid or ".1.2.4.95" in uid or ".1.2.7." in uid for uid in accepted)


def test_each_class_is_offered_every_syntax_and_verification_is_there():
    verification, *storage = accepted_contexts()
    assert verification.abstract_syntax == "1.2.840.10008.1.1"
    assert {len(context.transfer_syntax) for context in storage} == {len(accepted_transfer_syntaxes())}
