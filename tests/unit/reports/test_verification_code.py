import re

import pytest

from teleread.reports.report import new_verification_code, read_verification_code


def test_codes_are_short_and_never_the_same():
    codes = {new_verification_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)


@pytest.mark.parametrize(
    "typed", ["7K3M-Q0X1-2FWT", "7k3mq0x12fwt", " 7K3M Q0X1 2FWT ", "7K3M-QOXI-2FWT", "7k3m-qoxl-2fwt"]
)
def test_a_code_is_read_as_people_type_it(typed: str):
    assert read_verification_code(typed) == "7K3M-Q0X1-2FWT"


@pytest.mark.parametrize("typed", ["", "-", "7", "../../etc", "7K3M-Q0X1-2FWT-7", "张三"])
def test_anything_else_is_no_code(typed: str):
    assert read_verification_code(typed) != "7K3M-Q0X1-2FWT"
