"""Microvolts, compared sample by sample with the same recording in HL7 aECG."""

import xml.etree.ElementTree as ET
from io import BytesIO

import numpy as np
import pytest
from pydicom import dcmread

from teleread.dicom.dataset.opening import open_instance
from teleread.dicom.dataset.unshowable import CannotShow
from teleread.dicom.showing.annotations import acquired_at, read_annotations
from teleread.dicom.showing.waveform import read_groups
from tests.unit.dicom.opened import opened

HL7 = "{urn:hl7-org:v3}"
TWELVE = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]


def aecg_microvolts(path):
    """Each set of sequences of an aECG as lead -> microvolts; `SLIST_PQ` is origin + scale x digits."""
    sets = []
    for sequence_set in ET.parse(path).getroot().iter(f"{HL7}sequenceSet"):
        leads = {}
        for sequence in sequence_set.iter(f"{HL7}sequence"):
            digits = sequence.find(f".//{HL7}digits")
            if digits is None:
                continue
            origin, scale = sequence.find(f".//{HL7}origin"), sequence.find(f".//{HL7}scale")
            assert origin.get("unit") == scale.get("unit") == "uV"
            lead = sequence.find(f"{HL7}code").get("code").removeprefix("MDC_ECG_LEAD_")
            values = np.array(digits.text.split(), float) * float(scale.get("value")) + float(origin.get("value"))
            leads[lead] = values
        sets.append(leads)
    return sets


@pytest.mark.parametrize("aecg", ["aecg-hl7-example.xml", "aecg-fda-subject1.xml"])
def test_every_sample_equals_the_same_recording_in_aecg(shared_data, aecg):
    groups = read_groups(opened(shared_data / "ecg" / "12lead-eli250-implicit.dcm"))
    rhythm, median = aecg_microvolts(shared_data / "ecg-xml" / aecg)

    assert [channel.lead for channel in groups[0].channels] == TWELVE
    for group, expected in ((groups[0], rhythm), (groups[1], median)):
        for channel, found in zip(group.channels, group.microvolts, strict=True):
            lead = expected[channel.lead.upper()]
            assert np.array_equal(found[: len(lead)], lead)


def test_a_sample_that_the_device_did_not_have_is_not_drawn(shared_data):
    """The median beat has 599 samples in a group of 600; the last is the coding's lowest value."""
    median = read_groups(opened(shared_data / "ecg" / "12lead-eli250-implicit.dcm"))[1].microvolts

    assert np.isnan(median[:, 599]).all()
    assert not np.isnan(median[:, :599]).any()


def test_sensitivity_and_filters_are_those_of_the_device(shared_data):
    group = read_groups(opened(shared_data / "ecg" / "12lead-el250-1000hz.dcm"))[0]

    assert (group.label, group.originality, group.sampling_frequency) == ("RHYTHM", "ORIGINAL", 1000)
    lead = group.channels[0]
    assert (lead.sensitivity_uv, lead.filter_low_hz, lead.filter_high_hz) == (1.25, 0.05, 300)
    assert group.microvolts.dtype == np.float32


def test_a_deflated_recording_is_the_plain_one(shared_data):
    deflated = read_groups(opened(shared_data / "constructed" / "ecg" / "12lead-deflated.dcm"))[0]
    plain = read_groups(opened(shared_data / "ecg" / "12lead-eli250-implicit.dcm"))[0]

    assert np.array_equal(deflated.microvolts, plain.microvolts)


def test_limb_leads_of_eight_channels_are_those_of_twelve(shared_data):
    derived = read_groups(opened(shared_data / "constructed" / "ecg" / "12lead-8ch-independent.dcm"))[0]
    recorded = read_groups(opened(shared_data / "ecg" / "12lead-eli250-implicit.dcm"))[0]
    by_lead = dict(zip((channel.lead for channel in recorded.channels), recorded.microvolts, strict=True))

    assert [channel.lead for channel in derived.channels if channel.is_derived] == ["III", "aVR", "aVL", "aVF"]
    for channel, found in zip(derived.channels, derived.microvolts, strict=True):
        assert np.abs(found - by_lead[channel.lead]).max() <= 2.5


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("constructed/ecg/12lead-no-sensitivity.dcm", "waveform_uncalibrated"),
        ("constructed/ecg/12lead-short-data.dcm", "waveform_unusable"),
        ("xray/dx-hands.dcm", "not_a_waveform"),
    ],
)
def test_what_cannot_be_drawn_to_scale_is_refused(shared_data, name, code):
    with pytest.raises(CannotShow) as refused:
        read_groups(opened(shared_data / name))

    assert refused.value.code == code


def changed(shared_data, change):
    data_set = dcmread(shared_data / "ecg" / "12lead-el250-1000hz.dcm")
    change(data_set.WaveformSequence[0])
    file = BytesIO()
    data_set.save_as(file)
    return read_groups(open_instance(BytesIO(file.getvalue())))[0]


def test_millivolts_correction_and_baseline_are_applied(shared_data):
    original = read_groups(opened(shared_data / "ecg" / "12lead-el250-1000hz.dcm"))[0]

    def change(group):
        channel = group.ChannelDefinitionSequence[0]
        channel.ChannelSensitivityUnitsSequence[0].CodeValue = "mV"
        channel.ChannelSensitivityCorrectionFactor = "2"
        channel.ChannelBaseline = "0.5"

    found = changed(shared_data, change)

    assert np.allclose(found.microvolts[0], original.microvolts[0] * 2000 + 500)
    assert np.array_equal(found.microvolts[1], original.microvolts[1])


def test_a_unit_that_is_no_voltage_is_refused(shared_data):
    def change(group):
        group.ChannelDefinitionSequence[3].ChannelSensitivityUnitsSequence[0].CodeValue = "mm[Hg]"

    with pytest.raises(CannotShow) as refused:
        changed(shared_data, change)

    assert refused.value.code == "waveform_uncalibrated"


def test_skew_in_samples_is_told_in_seconds(shared_data):
    def change(group):
        group.ChannelDefinitionSequence[0].ChannelSampleSkew = "3"

    assert changed(shared_data, change).channels[0].skew_s == 0.003


def test_measurements_and_statements_are_read(shared_data):
    annotations = read_annotations(opened(shared_data / "ecg" / "12lead-el250-1000hz.dcm"))

    assert [one.text for one in annotations if one.text] == ["RITMO SINUSALE", "ECG NORMALE"]
    measured = {one.name: (one.value, one.unit) for one in annotations if one.value is not None}
    assert measured["QRS Duration"] == (75, "ms")


def test_a_chinese_statement_is_read(shared_data):
    annotations = read_annotations(opened(shared_data / "constructed" / "ecg" / "12lead-8ch-independent.dcm"))

    assert [one.text for one in annotations] == ["窦性心律"]


def test_the_recording_has_its_devices_time(shared_data):
    assert acquired_at(opened(shared_data / "ecg" / "12lead-eli250-implicit.dcm").data_set) == "2002-11-22T09:10:00"
