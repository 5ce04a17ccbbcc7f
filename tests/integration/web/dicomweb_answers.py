"""Reading what DICOMweb answers."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from fastapi.testclient import TestClient
from httpx import Response


def address_of(client: TestClient, *, level: str = "instances") -> str:
    (found,) = client.get(f"/dicom-web/{level}").json()
    return str(found["00081190"]["Value"][0])


def parts_of(answer: Response, *, is_length_known: bool = True) -> list[EmailMessage]:
    assert answer.status_code == 200
    assert ("content-length" in answer.headers) == is_length_known
    assert int(answer.headers.get("content-length", len(answer.content))) == len(answer.content)
    head = f"MIME-Version: 1.0\r\nContent-Type: {answer.headers['content-type']}\r\n".encode()
    return list(message_from_bytes(head + answer.content, policy=policy.HTTP).iter_parts())  # type: ignore[attr-defined]


def content_of(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def metadata_of(client: TestClient) -> dict:
    answer = client.get(f"{address_of(client)}/metadata")
    assert answer.headers["content-type"] == "application/dicom+json"
    (header,) = answer.json()
    return header
