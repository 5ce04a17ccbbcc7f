"""By TLS a device shows a certificate that is bound to its Site, and everything else is as without."""

import socket
import ssl
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from pynetdicom import AE
from pynetdicom.sop_class import ModalityWorklistInformationFind, Verification

from teleread.archive.records import InstanceRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.access import system_scope
from teleread.clinics.records import ClinicRow, SiteRow
from teleread.database import snapshot, transaction
from teleread.dicom.listener import tls as listener_tls
from teleread.dicom.scp import Bounds, Identity, TlsPort
from teleread.workflow.desk.admissions import bind_certificate
from tests.builders import a_site, an_account
from tests.certificates import a_key_pair
from tests.integration.gateway.conftest import a_gateway
from tests.integration.gateway.raw import (
    ECHO_ON,
    STORE_ON,
    WITH_OTHERS,
    associate_request,
    connected,
    is_hung_up_on,
    next_pdu,
    trickle,
)
from tests.integration.gateway.reading import rows_of
from tests.integration.gateway.sender import sendable
from tests.unit.dicom.listener.peer import RELEASE, echo_request, message, store_request

EXPLICIT = "1.2.840.10008.1.2.1"


class Devices:
    """A gateway with a TLS port, and the certificates on both sides."""

    def __init__(self, gateway, folder, ours, trusted):
        self.gateway, self.folder, self._trusted = gateway, folder, trusted
        self.ours, _key = ours
        self.certificate, self.key = self.bound("device", self._site())

    def _site(self):
        with snapshot(self.gateway.database) as session:
            return session.query(SiteRow).one().id

    def bound(self, name, site_id):
        pair = a_key_pair(name)
        with transaction(self.gateway.database) as session:
            account = an_account(session, f"admin-{name}")
        bind_certificate(
            self.gateway.database,
            system_scope(),
            site_id,
            content=pair.certificate,
            account=account,
            at=datetime.now(UTC),
        )
        self._trusted.append(pair.der)
        return pair.write(self.folder, name)

    def context(self, certificate=None, key=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cafile=self.ours)
        if certificate:
            context.load_cert_chain(certificate, key)
        return context

    @contextmanager
    def connected(self, context=None):
        context = context or self.context(self.certificate, self.key)
        with connected(self.gateway.tls_port) as plain:
            with context.wrap_socket(plain, server_hostname="localhost") as peer:
                yield peer

    def turn_away(self, context):
        """Whether no association can come about; by TLS 1.3 a peer learns it only after its own handshake."""
        try:
            with self.connected(context) as peer:
                peer.sendall(associate_request())
                return not next_pdu(peer)
        except (ssl.SSLError, ConnectionError):
            return True

    def dcmtk(self, command, *arguments, certificate=None, key=None):
        tls = ["+tls", str(key or self.key), str(certificate or self.certificate), "+cf", str(self.ours)]
        titles = ["-aet", "QINGSHAN", "-aec", "TELEREAD", "127.0.0.1", str(self.gateway.tls_port)]
        return subprocess.run([command, *tls, *titles, *arguments], capture_output=True, timeout=60, check=False)


@pytest.fixture
def devices(sqlite_database, disk_store, tmp_path, monkeypatch):
    with some_devices(sqlite_database, disk_store, tmp_path, monkeypatch, Bounds(farewell_seconds=1)) as made:
        yield made


@pytest.fixture
def hurried_devices(sqlite_database, disk_store, tmp_path, monkeypatch):
    bounds = Bounds(until_accepted_seconds=5, farewell_seconds=1)
    with some_devices(sqlite_database, disk_store, tmp_path, monkeypatch, bounds) as made:
        yield made


@contextmanager
def some_devices(database, store, folder, monkeypatch, bounds):
    monkeypatch.setattr(listener_tls, "LOOK_AGAIN_SECONDS", 0.0)
    ours, trusted = a_key_pair("teleread").write(folder, "ours"), []
    port = TlsPort(0, Identity(*ours), lambda: list(trusted))
    with a_gateway(database, store, tls=port, bounds=bounds) as gateway:
        yield Devices(gateway, folder, ours, trusted)


def test_dcmtk_is_answered_an_echo_and_its_files_are_kept(devices, shared_data):
    day = sorted((shared_data / "constructed/clinic-day").glob("*.dcm"))
    files = [str(path) for path in day if sendable(path).transfer_syntax_uid == EXPLICIT]

    echo, store = devices.dcmtk("echoscu"), devices.dcmtk("storescu", "-R", *files)

    assert (echo.returncode, store.returncode) == (0, 0), echo.stderr + store.stderr
    assert len(rows_of(devices.gateway, InstanceRow)) == len(files)


def test_a_large_instance_comes_through_bit_for_bit(devices):
    with devices.connected() as peer:
        peer.sendall(associate_request())
        assert next_pdu(peer)[0] == 2
        peer.sendall(message(STORE_ON, store_request(), bytes(900_000)) + message(ECHO_ON, echo_request()) + RELEASE)
        assert [next_pdu(peer)[0] for _ in range(3)] == [4, 4, 6]


def test_pynetdicom_is_served_on_both_paths(devices):
    for sop_class in (Verification, ModalityWorklistInformationFind):
        ae = AE("QINGSHAN")
        ae.add_requested_context(Verification)
        ae.add_requested_context(sop_class)
        context = devices.context(devices.certificate, devices.key)
        made = ae.associate("127.0.0.1", devices.gateway.tls_port, ae_title="TELEREAD", tls_args=(context, "localhost"))
        assert made.is_established
        assert made.send_c_echo().Status == 0x0000
        made.release()


def test_without_a_certificate_no_connection_comes_about(devices):
    assert devices.turn_away(devices.context())
    assert devices.dcmtk("echoscu").returncode == 0


def test_a_certificate_that_nobody_bound_is_not_believed(devices, tmp_path):
    stranger, key = a_key_pair("stranger").write(tmp_path, "stranger")
    assert devices.turn_away(devices.context(stranger, key))


@pytest.mark.parametrize("others", [(), WITH_OTHERS])
def test_a_certificate_of_another_site_is_rejected_and_audited(devices, others):
    with transaction(devices.gateway.database) as session:
        other = a_site(session, session.get_one(ClinicRow, devices.gateway.clinic_id), name="branch").id
    certificate, key = devices.bound("other", other)

    with devices.connected(devices.context(certificate, key)) as peer:
        peer.sendall(associate_request(others=others))
        assert next_pdu(peer) == b"\x03\0\0\0\0\x04\0\x01\x01\x03"
    (refusal,) = [row for row in rows_of(devices.gateway, AuditEventRow) if row.action == "association.refused"]
    assert refusal.detail["reason"] == "certificate_of_another_site"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_both_versions_of_bcp_195_are_spoken(devices, version):
    context = devices.context(devices.certificate, devices.key)
    context.minimum_version = context.maximum_version = version
    with devices.connected(context) as peer:
        peer.sendall(associate_request())
        assert next_pdu(peer)[0] == 2


@pytest.mark.parametrize("suites", ["AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA"])
def test_suites_without_forward_secrecy_or_authenticated_encryption_are_not(devices, suites):
    context = devices.context(devices.certificate, devices.key)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(suites)
    assert devices.turn_away(context)


@pytest.mark.parametrize("said", [b"", b"\x16", b"\x16\x03\x01\x00\xff\x01", b"GET / HTTP/1.1\r\n\r\n", bytes(500)])
def test_who_does_not_shake_hands_is_hung_up_on(hurried_devices, said):
    with connected(hurried_devices.gateway.tls_port) as peer:
        peer.sendall(said)
        peer.settimeout(20)
        while not is_hung_up_on(peer):
            pass
    assert hurried_devices.dcmtk("echoscu").returncode == 0


def test_one_byte_at_a_time_of_a_handshake_is_not_listened_to(hurried_devices):
    with connected(hurried_devices.gateway.tls_port) as peer:
        hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500)
        assert trickle(peer, hello, every_seconds=0.05) == b""


def test_a_connection_cut_in_the_middle_of_an_instance_leaves_nothing(devices):
    with devices.connected() as peer:
        peer.sendall(associate_request())
        assert next_pdu(peer)[0] == 2
        peer.sendall(message(STORE_ON, store_request(), bytes(100_000))[:-1])
        socket.socket.shutdown(peer, socket.SHUT_RDWR)
    assert devices.dcmtk("echoscu").returncode == 0
    assert list(devices.gateway.store.walk()) == []
