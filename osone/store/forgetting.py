"""Taking words away for good: out of the journal, the index and the copies, wherever ``nouns`` says that they stand."""

from collections.abc import Sequence

import apsw

from osone.store import bodies, erasing, index, journal, talk
from osone.store.card import COPIES
from osone.store.files import Store, copy_core
from osone.store.nouns import NOUNS, WordPlace
from osone.store.opening import settle
from osone.store.threads import chunks
from osone.store.writing import transaction


def forget(store: Store, core: apsw.Connection, name: str, numbers: Sequence[int], day: str) -> None:
    """Forget what is kept of nouns that are gone: from here on nothing brings their words back, an undo neither.

    ``day`` is today's, as copies have it.
    """
    forget_here(store, core, name, numbers)
    if WordPlace.COPIES in NOUNS[name].forgets:
        renew_copies(store, day)


def forget_here(store: Store, core: apsw.Connection, name: str, numbers: Sequence[int]) -> None:
    """The same but for the copies, which ``renew_copies`` makes anew once all that is to go is gone."""
    places = NOUNS[name].forgets
    # What is deleted is overwritten too, and does not stand in free pages until something else needs them.
    core.pragma("secure_delete", True)
    try:
        for part in chunks(numbers) if WordPlace.JOURNAL in places else ():
            with transaction(core) as tx:
                journal.forget(tx, name, part)
            settle(core)
    finally:
        core.pragma("secure_delete", False)
    for part in chunks(numbers) if WordPlace.TALK in places else ():
        with transaction(core) as tx:
            talk.forget_messages(tx, part)
    if WordPlace.RAW in places:
        raw = store.writer("raw")
        try:
            raw.pragma("secure_delete", True)
            for part in chunks(numbers):
                bodies.drop(raw, part)
                settle(raw)
        finally:
            raw.close()
    if WordPlace.INDEX in places:
        search = store.writer("search")
        try:
            index.forget(search, numbers)
        finally:
            search.close()


def renew_copies(store: Store, day: str) -> None:
    """Make a copy of what ``core`` is now. A copy cannot be rewritten, so those of before go.

    They go first where there is no room beside them: what they hold is to be forgotten in any case.
    """
    copies = store.folder / COPIES
    (copies / f"core-{day}.db").unlink(missing_ok=True)
    try:
        fresh = copy_core(store, day)
    except apsw.FullError:
        for old in copies.glob("*.db"):
            old.unlink()
        fresh = copy_core(store, day)
    for old in copies.glob("*.db"):
        if old != fresh:
            old.unlink()


def forget_deleted(store: Store, core: apsw.Connection, day: str) -> int:
    """Forget the messages that were deleted for good and stand nowhere any more; how many they were.

    Cut short, it begins again: each step finds done what was done before.
    """
    with transaction(core) as tx:
        gone = erasing.ready(tx)
    if not gone:
        return 0
    core.pragma("secure_delete", True)
    try:
        for part in chunks(gone):
            with transaction(core) as tx:
                # What came back since they were counted is not forgotten.
                erasing.erase(tx, sorted(set(erasing.ready(tx)) & set(part)))
    finally:
        core.pragma("secure_delete", False)
    with transaction(core) as tx:
        gone = sorted(set(gone) & set(erasing.ready(tx)))
    forget(store, core, "message", gone, day)
    with transaction(core) as tx:
        erasing.forgotten(tx, gone)
    return len(gone)


def forget_said(store: Store, core: apsw.Connection, day: str) -> int:
    """Forget what is left of turns of the talk that were deleted; how many they were. Cut short, it begins again."""
    gone, goes_on, begin = talk.to_forget(core), True, True
    core.pragma("secure_delete", True)
    try:
        while goes_on:
            with transaction(core) as tx:
                goes_on, begin = talk.shed(tx, begin=begin), False
            settle(core, 0)
    finally:
        core.pragma("secure_delete", False)
    renew_copies(store, day)
    with transaction(core) as tx:
        talk.forgotten(tx, gone)
    return len(gone)
