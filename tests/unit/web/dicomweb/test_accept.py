"""What a client accepts."""

import pytest

from teleread.web.dicomweb.accept import Wanted, wanted_forms


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", [Wanted("*/*", is_multipart=False, transfer_syntax=None)]),
        (
            'multipart/related; type="application/dicom"; transfer-syntax=*',
            [Wanted("application/dicom", is_multipart=True, transfer_syntax="*")],
        ),
        (
            'multipart/related;type=image/jpeg, application/octet-stream;transfer-syntax="1.2.840.10008.1.2.1"',
            [
                Wanted("image/jpeg", is_multipart=True, transfer_syntax=None),
                Wanted("application/octet-stream", is_multipart=False, transfer_syntax="1.2.840.10008.1.2.1"),
            ],
        ),
        (
            "image/png;q=0.5, image/jpeg, image/gif;q=0",
            [
                Wanted("image/jpeg", is_multipart=False, transfer_syntax=None),
                Wanted("image/png", is_multipart=False, transfer_syntax=None),
            ],
        ),
        ("multipart/related", [Wanted("*/*", is_multipart=True, transfer_syntax=None)]),
    ],
)
def test_forms_come_best_first(accept, expected):
    assert list(wanted_forms(accept)) == expected


@pytest.mark.parametrize("nonsense", ["text/html;q=x", ";;;,,,q", '"'])
def test_nonsense_raises_nothing(nonsense):
    assert isinstance(wanted_forms(nonsense), tuple)
