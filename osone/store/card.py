"""The plain card beside a profile: its uid, which key its files have, and which schema. It holds no secret."""

import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from osone.host import own
from osone.model.errors import StoreError
from osone.store import locks
from osone.store.locks import AGAIN_S
from osone.text.catalogue import _

CARD = "store.json"
COPIES = "copies"
"""The folder of a profile with the daily copies of ``core``, and a copy of the card."""


def key_check(key: bytes) -> str:
    """A value that shows whether a key is the right one without telling anything of it."""
    return hmac.new(key, b"osone store key check", hashlib.sha256).hexdigest()[:32]


def read_card(folder: Path) -> dict[str, object] | None:
    """The plain card of the store, or None where there is none or it is damaged.

    Raises StoreError where it is there and cannot be read.
    """
    card = _read_json(folder / CARD)
    return card if "check" in card else None


def _read_json(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    except OSError as error:
        # What cannot be read is there: without it the profile would look new.
        raise StoreError(
            _("{file} can't be read: {why}.", file=path, why=error.strerror or error),
            remedy=_("Check the disk and its permissions, then try again. Nothing was changed."),
        ) from error
    return found if isinstance(found, dict) else {}


def profile_uid(folder: Path) -> str:
    """The profile's uid, random and its own for ever, by which its secrets are named; made where there is none.

    It stands on the card, and beside the copies too, so that a lost card loses no key. Processes that open a new
    profile together agree on one.
    """
    own.folder(folder)
    uid = _read_json(folder / CARD).get("profile")
    if not uid:
        with _card_lock(folder):
            card, spare = _read_json(folder / CARD), _read_json(folder / COPIES / CARD)
            uid = card.get("profile") or spare.get("profile") or secrets.token_hex(16)
            _put_card(folder, {**card, "profile": uid})
    return str(uid)


@contextmanager
def _card_lock(folder: Path) -> Iterator[None]:
    with own.held(folder / "card.lock") as file:
        while not locks.take(file):
            time.sleep(AGAIN_S)
        try:
            yield
        finally:
            locks.release(file)


def _put_card(folder: Path, card: dict[str, object]) -> None:
    own.folder(folder / COPIES)
    _keep_damaged(folder / CARD)
    for place in (folder / COPIES, folder):
        new = place / f"{CARD}.new"
        with new.open("w", encoding="utf-8") as file:
            file.write(json.dumps(card, indent=1))
            file.flush()
            os.fsync(file.fileno())
        new.replace(place / CARD)


def _keep_damaged(path: Path) -> None:
    """Keep a card that cannot be understood beside the new one: somebody may still read it."""
    with suppress(FileNotFoundError):
        content = path.read_bytes()
        if content and not _read_json(path):
            path.with_name(f"{CARD}.damaged").write_bytes(content)


def put_versions(folder: Path, key: bytes, versions: dict[str, int]) -> None:
    """Write which key the store has, and which schema its files are at."""
    uid = profile_uid(folder)
    with _card_lock(folder):
        _put_card(folder, {"profile": uid, "check": key_check(key), "versions": versions})
