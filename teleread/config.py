"""Settings from the environment. Only the process modules and the CLI read them."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that can be set, `TELEREAD_` in front of each name."""

    model_config = SettingsConfigDict(env_prefix="TELEREAD_", env_file=".env", extra="ignore")

    data_dir: Path = Path("data")
    database_url: str = ""
    object_store_url: str = ""
    second_store_url: str = Field(default="", description="where every object is kept a second time; none if empty")
    second_store_rate: float = Field(default=20.0, gt=0, description="MB/s copied to the second store at most")
    dicom_host: str = "0.0.0.0"  # noqa: S104  (devices on the network must reach it)
    dicom_port: int = Field(default=11112, ge=0, le=65535)
    dicom_tls_port: int = Field(default=0, ge=0, le=65535, description="0 for none")
    dicom_tls_certificate: Path | None = None
    dicom_tls_key: Path | None = None
    dicom_tls_authorities: Path | None = None
    dicom_most_associations: int = Field(default=1000, ge=1)
    dicom_idle_seconds: float = Field(default=30.0, gt=0)
    ae_title: str = Field(default="TELEREAD", min_length=1, max_length=16)
    gateway_metrics_host: str = "127.0.0.1"
    gateway_metrics_port: int = Field(default=0, ge=0, le=65535, description="0 for none")
    disk_reserve_mb: int = Field(default=1024, ge=0, description="what is to stay free on the disk of the data folder")
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    trusted_proxies: str = Field(default="", description="addresses whose X-Forwarded-* are believed, by comma")
    signing_pkcs12: Path | None = Field(default=None, description="the hospital's key and certificate, to sign PDFs")
    signing_passphrase_file: Path | None = None
    signing_pkcs11_module: Path | None = Field(default=None, description="or the library of the device that holds it")
    signing_pkcs11_token: str = ""
    signing_pkcs11_slot: int | None = None
    signing_pkcs11_key: str = Field(default="", description="label of the key and of its certificate")
    signing_pkcs11_pin_file: Path | None = None
    signing_chain: Path | None = Field(default=None, description="PEM of what issued the device's certificate")
    signing_roots: Path | None = Field(default=None, description="PEM of the roots by which PDFs are checked")
    tsa_url: str = Field(default="", description="time-stamping authority (RFC 3161); none if empty")
    smtp_host: str = Field(default="", description="mail server of the notices; none if empty")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: str = Field(default="", repr=False)
    smtp_sender: str = Field(default="", description="address that the notices come from")
    smtp_authorities: Path | None = Field(default=None, description="PEM that its certificate is believed from")
    robot_hosts: str = Field(default="", description="addresses of robots besides WeCom's and DingTalk's, by comma")
    renditions: bool = Field(default=True, description="whether previews and smaller pictures are made for thin lines")
    quiet_period: float = Field(default=30.0, gt=0, description="seconds")

    @property
    def resolved_database_url(self) -> str:
        """The database's URL; SQLite inside the data folder unless set."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'teleread.sqlite'}"

    @property
    def resolved_object_store_url(self) -> str:
        """The object store's URL; a folder inside the data folder unless set."""
        return self.object_store_url or f"disk:{self.data_dir.resolve() / 'objects'}"

    @property
    def resolved_public_url(self) -> str:
        """Where people reach the pages; printed into a report's QR code."""
        return self.public_url.rstrip("/") or f"http://{self.web_host}:{self.web_port}"

    @property
    def settling_after(self) -> timedelta:
        """The quiet period as a duration."""
        return timedelta(seconds=self.quiet_period)

    @property
    def keys_dir(self) -> Path:
        """Where the server-held private keys lie."""
        return self.data_dir / "keys"
