"""Small films of invented patients, made for one page: no file of the world has two views, two sides and a past."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian, generate_uid

ROWS, COLUMNS = 400, 320


@dataclass(frozen=True)
class Film:
    """One picture, a Series of its own."""

    description: str
    laterality: str = ""


@dataclass(frozen=True)
class Study:
    """A study of one patient on one day."""

    patient_id: str
    patient_name: str
    study_date: str
    body_part: str
    films: tuple[Film, ...]
    description: str = ""


def develop(study: Study, folder: Path) -> list[str]:
    """Write a study's files; return their SOP Instance UIDs in the order of its films."""
    folder.mkdir(parents=True, exist_ok=True)
    study_uid = generate_uid()
    return [_film(study, film, folder, study_uid=study_uid, number=at + 1) for at, film in enumerate(study.films)]


def _film(study: Study, film: Film, folder: Path, *, study_uid: str, number: int) -> str:
    uid = generate_uid()
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = DigitalXRayImageStorageForPresentation
    meta.MediaStorageSOPInstanceUID = uid
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = FileDataset(str(folder / f"{uid}.dcm"), {}, file_meta=meta, preamble=b"\0" * 128)
    file.SpecificCharacterSet = "ISO_IR 192"
    file.SOPClassUID, file.SOPInstanceUID = DigitalXRayImageStorageForPresentation, uid
    file.StudyInstanceUID, file.SeriesInstanceUID = study_uid, generate_uid()
    file.PatientID, file.PatientName = study.patient_id, study.patient_name
    file.PatientBirthDate, file.PatientSex = "19600501", "F"
    file.StudyDate, file.StudyTime, file.StudyID, file.AccessionNumber = study.study_date, "080000", "1", ""
    file.StudyDescription, file.SeriesDescription = study.description, film.description
    file.Modality, file.BodyPartExamined = "DX", study.body_part
    file.SeriesNumber = file.InstanceNumber = number
    if film.laterality:
        file.Laterality = file.ImageLaterality = film.laterality
    file.PatientOrientation = ["L", "F"]
    file.Rows, file.Columns = ROWS, COLUMNS
    file.SamplesPerPixel, file.PhotometricInterpretation = 1, "MONOCHROME2"
    file.BitsAllocated, file.BitsStored, file.HighBit, file.PixelRepresentation = 16, 12, 11, 0
    file.WindowCenter, file.WindowWidth = 2048, 4096
    file.RescaleIntercept, file.RescaleSlope, file.RescaleType = 0, 1, "US"
    file.PixelData = _shadow(number + int(study.study_date)).tobytes()
    file.save_as(folder / f"{uid}.dcm", enforce_file_format=True)
    return str(uid)


def _shadow(seed: int) -> np.ndarray:
    """Something that looks like a film from afar, and like no other."""
    down, across = np.mgrid[0:ROWS, 0:COLUMNS]
    lungs = sum(np.exp(-(((across - COLUMNS * at) / 55) ** 2) - ((down - ROWS * 0.45) / 120) ** 2) for at in (0.3, 0.7))
    ribs = 0.15 * np.sin((down + (seed % 17) * 3 + across / 6) / 9)
    return np.clip(3000 - 2200 * lungs + 900 * ribs, 0, 4095).astype("<u2")
