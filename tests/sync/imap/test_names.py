"""Folders' names: kept as the server writes them, whatever it writes, and read by a person as well as can be."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.model.mail import Role
from osone.store import folders, placements
from osone.store.writing import transaction
from osone.sync.imap.names import called, encode_name, quoted, shown_name
from osone.sync.imap.wire import CommandRefusedError
from tests.sync.desk import desk

ODD = {
    b"R&D": "R&D",
    b"Sales & Marketing": "Sales & Marketing",
    b"AT&T-Rechnungen": "AT&T-Rechnungen",
    b"Rates&Fees-": "Rates&Fees-",
    b"Tom &Jerry": "Tom &Jerry",
    b"Q&A-": "Q&A-",
    b"Tom &- Jerry": "Tom & Jerry",
    b"Entw&APw-rfe": "Entwürfe",
    "Entwürfe".encode(): "Entwürfe",
    "Entwürfe".encode("cp1252"): "Entwürfe",
    b"&BBAEMQQyACYEMwQ0BDU-": "Абв&где",
    b"&AOQ-&APY-": "äö",
    b"&AGE-bc": "abc",
    b"&2D3eAA-": "\N{GRINNING FACE}",
    b"&AAo-": "&AAo-",
    b"&2D0-": "&2D0-",
    b"a\tb": "a\N{REPLACEMENT CHARACTER}b",
}
"""What servers have been seen to write, canonical or not, and what a person reads for it."""


@pytest.mark.parametrize(("name", "read"), ODD.items())
def test_whatever_a_server_writes_is_read_as_well_as_can_be(name: bytes, read: str) -> None:
    assert shown_name(name) == read


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"))))
def test_names_that_are_made_here_read_as_they_were_written(name: str) -> None:
    assert shown_name(encode_name(name)) == name


@given(st.binary())
def test_no_name_is_too_odd_to_be_read(name: bytes) -> None:
    assert "\n" not in shown_name(name)


def test_a_name_that_holds_control_characters_is_not_made() -> None:
    with pytest.raises(CommandRefusedError):
        encode_name("a\r\nb LOGOUT")


def test_quotes_and_backslashes_stay_within_the_string() -> None:
    assert quoted(b'The "big" \\ one') == b'"The \\"big\\" \\\\ one"'


@pytest.mark.parametrize("names", [list(ODD), list(reversed(ODD))], ids=["so", "otherwise"])
def test_every_folder_is_asked_for_by_its_own_name_though_two_read_alike(tmp_path: Path, names: list[bytes]) -> None:
    with desk(tmp_path / "profile", 1) as here:
        ids = {}
        for _look in range(2):
            for name in names:
                with transaction(here.mine.core) as tx:
                    ids[name] = folders.put(tx, here.account.id, name, shown_name(name), "/", Role.OTHER)
        assert len(set(ids.values())) == len(names)
        assert {called(placements.mark(here.mine.core, ids[name])) for name in names} == set(names)
        assert len({placements.mark(here.mine.core, ids[name]).path for name in names}) == len(names)
