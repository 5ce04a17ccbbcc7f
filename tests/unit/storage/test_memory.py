import pytest

from storage import ObjectStore
from storage.memory import MemoryStore
from tests.store_contract import OneWinnerContract, StoreContract


class TestMemoryStore(StoreContract, OneWinnerContract):
    @pytest.fixture
    def store(self) -> ObjectStore:
        return MemoryStore()
