"""Providers of one's own: a file beside the profile's store, for those that no table knows and no domain publishes."""

import json
from dataclasses import dataclass
from pathlib import Path

from osone.accounts.oauth.authorities import Authority, published
from osone.model.errors import AccountError
from osone.text.catalogue import _

FILE = "providers.json"
LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class OwnProvider:
    """One of them, with the client ID that may stand beside it."""

    authority: Authority
    client: str


def read(folder: Path) -> tuple[OwnProvider, ...]:
    """What the file of a profile says, nothing where there is none. AccountError where it cannot be understood.

    A list of objects: ``name``, ``hosts`` (ends of servers' names), ``authorize``, ``token``, ``scopes``, ``client``.
    """
    path = folder / FILE
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(LARGEST))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError):
        raise _unclear(path) from None
    if not isinstance(said, list):
        raise _unclear(path)
    return tuple(_one(each, path) for each in said)


def _one(said: object, path: Path) -> OwnProvider:
    if not isinstance(said, dict):
        raise _unclear(path)
    words = {name: said.get(name, "") for name in ("name", "authorize", "token", "client")}
    lists = {name: said.get(name, []) for name in ("hosts", "scopes")}
    whole = all(isinstance(one, str) for one in words.values()) and all(
        isinstance(several, list) and all(isinstance(one, str) for one in several) for several in lists.values()
    )
    found = published(words["authorize"], words["token"], tuple(lists["scopes"])) if whole else None
    if found is None or not lists["hosts"]:
        raise _unclear(path)
    name = words["name"] or found.name
    authority = Authority(found.key, name, tuple(lists["hosts"]), found.authorize, found.token, found.scopes)
    return OwnProvider(authority, words["client"].strip())


def _unclear(path: Path) -> AccountError:
    return AccountError(
        _("{file} can't be understood.", file=path.name), remedy=_("Correct or remove it: {path}", path=str(path))
    )
