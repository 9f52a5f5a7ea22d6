"""The file of secrets: sealed, its owner's, whole after any write."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.accounts.lockbox import Lockbox
from osone.model.errors import SecretError

WORD = "s3cret-Wörd"
CHEAP = 2**14


def test_what_is_kept_opens_with_the_passphrase_and_with_no_other(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "secrets"
    box = Lockbox(path, "open sesame")
    assert box.get("a") is None
    box.put("a", WORD)
    box.put("b", "2")
    box.drop("b")
    again = Lockbox(path, "open sesame")
    assert (again.get("a"), again.get("b")) == (WORD, None)
    with pytest.raises(SecretError, match="passphrase is wrong"):
        Lockbox(path, "open sesam")
    with pytest.raises(SecretError, match="empty"):
        Lockbox(path, "")


def test_the_file_is_its_owners_alone_and_holds_nothing_in_the_clear(tmp_path: Path) -> None:
    path = tmp_path / "secrets"
    box = Lockbox(path, "open sesame", cost=CHEAP)
    box.put("password:amy", WORD)
    content = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert all(word.encode() not in content for word in (WORD, "open sesame", "amy"))
    assert WORD not in repr(box)
    assert [file.name for file in tmp_path.iterdir()] == ["secrets"]
    first = content
    box.put("password:amy", WORD)
    assert path.read_bytes() != first, "a nonce is never used twice"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4\n",
        b"[]\n",
        b'{"format": "osone-lockbox-1", "cost": 1073741824}\n',
        b'{"format": "osone-lockbox-1", "cost": 70000, "salt": "AAAA"}\n',
        b'{"format": "osone-lockbox-1", "cost": 65536.0, "salt": "AAAA"}\n',
        b'{"format": "osone-lockbox-1", "cost": 65536, "salt": "!!!!"}\n',
        b'{"format": "osone-lockbox-1", "cost": 65536, "salt": 7}\n',
    ],
)
def test_a_foreign_file_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secrets"
    path.write_bytes(content)
    with pytest.raises(SecretError, match="not a password file"):
        Lockbox(path, "open sesame")
    assert path.read_bytes() == content


def test_a_changed_byte_of_the_file_never_falls_as_anything_but_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "secrets"
    Lockbox(path, "open sesame", cost=CHEAP).put("a", WORD)
    content = path.read_bytes()
    head = content.index(b"\n")
    for place in range(0, head, 2):
        path.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        with pytest.raises(SecretError):
            Lockbox(path, "open sesame")


def test_a_changed_byte_anywhere_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "secrets"
    box = Lockbox(path, "open sesame", cost=CHEAP)
    box.put("a", WORD)
    content = path.read_bytes()
    for place in range(0, len(content), 3):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(SecretError):
            box.get("a")


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SecretError, match="can't be written") as caught:
        Lockbox(tmp_path / "file" / "secrets", "open sesame", cost=CHEAP).put("a", WORD)
    assert WORD not in str(caught.value)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text(max_size=10), st.text(max_size=30), max_size=6))
def test_any_names_and_secrets_come_back(tmp_path_factory: pytest.TempPathFactory, kept: dict[str, str]) -> None:
    path = tmp_path_factory.mktemp("box") / "secrets"
    box = Lockbox(path, "open sesame", cost=CHEAP)
    for name, secret in kept.items():
        box.put(name, secret)
    again = Lockbox(path, "open sesame", cost=CHEAP)
    assert {name: again.get(name) for name in kept} == kept


def test_what_many_threads_keep_and_forget_at_once_is_all_kept_and_forgotten(tmp_path: Path) -> None:
    box = Lockbox(tmp_path / "secrets.lock", "open sesame", cost=CHEAP)
    box.put_all({f"old {number}": "gone soon" for number in range(20)})
    with ThreadPoolExecutor(8) as threads:
        for number in range(20):
            threads.submit(box.put, f"new {number}", "stays")
            threads.submit(box.drop, f"old {number}")
    assert sorted(box.names()) == sorted(f"new {number}" for number in range(20))


def test_to_forget_what_is_not_there_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "secrets.lock"
    box = Lockbox(path, "open sesame", cost=CHEAP)
    box.put("one", "word")
    before = path.read_bytes()
    box.drop("another")
    assert path.read_bytes() == before
