import pytest

from teleread.dicom.evidence.names import person_name


@pytest.mark.parametrize(
    ("display_name", "expected"),
    [
        ("李明", "Li^Ming=李^明"),
        ("王秀英", "Wang^Xiuying=王^秀英"),
        ("欧阳娜", "Ouyang^Na=欧阳^娜"),
        ("单雄信", "Shan^Xiongxin=单^雄信"),
        ("吕布", "Lu^Bu=吕^布"),
        ("张䶮", "Zhang^Yan=张^䶮"),
        ("李", "Li^=李^"),
        ("Dr. Smith", "Dr. Smith^"),
        ("李明 (副主任医师)", "李明 (副主任医师)^"),
        ("a^b=c\\d", "a b c＼d^"),
        ("", ""),
    ],
)
def test_a_signer_is_named_in_letters_and_in_chinese(display_name: str, expected: str):
    assert person_name(display_name) == expected
