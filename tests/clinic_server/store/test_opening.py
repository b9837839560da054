"""Opening the store at start: sound files open again, and what is damaged is moved aside, never overwritten."""

from clinic_server.store import backup
from clinic_server.store.opening import open_store
from tests.clinic import House


def test_a_clinic_that_was_closed_opens_again(house: House) -> None:
    open_store(house.folder).close()
    open_store(house.folder).close()

    assert backup.is_good(house.database)
    assert [file.name for file in house.folder.glob("*damaged*")] == []
