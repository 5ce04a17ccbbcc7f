import pytest

from teleread.forwarding.credentials import SecretUnreadable, seal, unseal
from teleread.forwarding.destination import (
    AddressWithheld,
    CredentialKind,
    DestinationRefused,
    check_credential,
    check_modality,
    check_url,
)


@pytest.mark.parametrize("url", ["https://pacs.example/dicom-web", " https://pacs.example/dicom-web/studies/ "])
def test_a_url_is_the_root_of_the_service(url: str):
    assert check_url(url) == "https://pacs.example/dicom-web"


@pytest.mark.parametrize("url", ["", "ftp://a/b", "https://", "https://u:p@pacs/x", "https://pacs/x?y", "pacs/x"])
def test_what_is_no_url_of_a_service_is_refused(url: str):
    with pytest.raises(DestinationRefused):
        check_url(url)


@pytest.mark.parametrize("url", ["http://169.254.169.254/x", "http://[fe80::1]/x", "http://0.0.0.0/x"])
def test_addresses_that_hand_out_credentials_are_withheld(url: str):
    with pytest.raises(AddressWithheld):
        check_url(url)


def test_a_credential_goes_over_https_only():
    check_credential(CredentialKind.BEARER, user_name="", has_secret=True, url="https://pacs.example")
    check_credential(CredentialKind.BEARER, user_name="", has_secret=True, url="http://127.0.0.1:8042")
    with pytest.raises(DestinationRefused):
        check_credential(CredentialKind.BEARER, user_name="", has_secret=True, url="http://pacs.example")


@pytest.mark.parametrize(("user_name", "has_secret"), [("", True), ("a:b", True), ("a", False)])
def test_half_a_credential_is_none(user_name: str, has_secret: bool):
    with pytest.raises(DestinationRefused):
        check_credential(CredentialKind.BASIC, user_name=user_name, has_secret=has_secret, url="https://a.example")


def test_a_modality_is_a_code_or_all():
    assert (check_modality(" dx "), check_modality(""), check_modality(None)) == ("DX", None, None)
    with pytest.raises(DestinationRefused):
        check_modality("X-ray!")


def test_a_secret_is_read_with_the_key_that_sealed_it_and_no_other(tmp_path):
    sealed = seal(tmp_path / "one", "口令")
    assert "口令".encode() not in sealed
    assert sealed != seal(tmp_path / "one", "口令")
    assert unseal(tmp_path / "one", sealed) == "口令"
    assert (seal(tmp_path / "one", ""), unseal(tmp_path / "one", b"")) == (b"", "")
    with pytest.raises(SecretUnreadable):
        unseal(tmp_path / "two", sealed)
    assert (tmp_path / "one" / "credentials.key").stat().st_mode & 0o077 == 0
