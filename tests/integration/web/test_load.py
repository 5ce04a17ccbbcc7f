"""More requests at once than threads: each waits its turn, and none waits for a connection in vain."""

from concurrent.futures import ThreadPoolExecutor

from anyio.to_thread import current_default_thread_limiter
from fastapi.testclient import TestClient

from teleread.web.app import THREADS


def test_no_more_requests_are_worked_on_than_connections_are_there(admin_client: TestClient) -> None:
    async def threads() -> float:
        return current_default_thread_limiter().total_tokens

    assert admin_client.portal is not None
    assert admin_client.portal.call(threads) == THREADS


def test_a_crowd_of_readers_and_writers_is_answered(admin_client: TestClient) -> None:
    def ask(number: int) -> int:
        if number % 4:
            return admin_client.get("/api/accounts").status_code
        return admin_client.post("/api/departments", json={"name": f"department {number}"}).status_code

    with ThreadPoolExecutor(40) as crowd:
        answers = list(crowd.map(ask, range(120)))

    assert answers == [200 if number % 4 else 201 for number in range(120)]
