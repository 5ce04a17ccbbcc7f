"""One contract, and every store that we run on."""

import pytest

from storage import ObjectStore, open_store
from tests.store_contract import StoreContract


class TestStore(StoreContract):
    @pytest.fixture(params=["disk", "memory", "s3"])
    def store(self, request: pytest.FixtureRequest) -> ObjectStore:
        if request.param == "memory":
            return open_store("memory:")
        found: ObjectStore = request.getfixturevalue(f"{request.param}_store")
        return found
