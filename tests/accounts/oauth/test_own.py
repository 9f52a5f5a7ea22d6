"""Providers of one's own: a file in the profile's folder that says who signs people in, or says nothing wrong."""

import json
from pathlib import Path

import pytest

from osone.accounts.oauth import own
from osone.accounts.oauth.authorities import OWN
from osone.model.errors import AccountError

WORK: dict[str, object] = {
    "name": "Work",
    "hosts": ["mail.work.example"],
    "authorize": "https://id.work.example/authorize",
    "token": "https://id.work.example/token",
    "scopes": ["mail", "offline_access"],
    "client": " os-one ",
}


def written(folder: Path, words: object) -> Path:
    (folder / own.FILE).write_text(words if isinstance(words, str) else json.dumps(words))
    return folder


def test_a_profile_without_the_file_has_none(tmp_path: Path) -> None:
    assert own.read(tmp_path) == ()


def test_each_of_the_list_is_a_provider_with_its_client_id(tmp_path: Path) -> None:
    plain = {"hosts": ["mail.other.example"], "authorize": WORK["authorize"], "token": WORK["token"]}
    work, other = own.read(written(tmp_path, [WORK, plain]))
    assert (work.authority.key, work.authority.name, work.client) == (OWN, "Work", "os-one")
    assert work.authority.hosts == ("mail.work.example",)
    assert work.authority.scopes == ("mail", "offline_access")
    assert (other.authority.name, other.client, other.authority.scopes) == ("id.work.example", "", ())


@pytest.mark.parametrize(
    "words",
    [
        "",
        "{",
        "[" * 50_000,
        {"name": "Work"},
        ["Work"],
        [WORK | {"token": "http://id.work.example/token"}],
        [WORK | {"authorize": "https://amy@id.work.example/authorize"}],
        [WORK | {"hosts": []}],
        [WORK | {"hosts": "mail.work.example"}],
        [WORK | {"hosts": [1]}],
        [WORK | {"client": 7}],
        [WORK | {"scopes": None}],
        [WORK, {}],
        [WORK] * 2_000,
    ],
    ids=str,
)
def test_what_cannot_be_understood_names_the_file_and_where_it_is(tmp_path: Path, words: object) -> None:
    with pytest.raises(AccountError, match=r"providers\.json can't be understood\.") as caught:
        own.read(written(tmp_path, words))
    assert str(tmp_path / own.FILE) in caught.value.remedy
    assert caught.value.__cause__ is None, "what stands in it is told to nobody"
