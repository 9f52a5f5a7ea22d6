"""Which messages a folder holds: asked in two ways, and believed only where the server does not contradict itself."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from osone.sync.imap import answers
from osone.sync.imap.wire import Budget, CommandRefusedError, Wire, WireLine

AT_ONCE = 10_000
"""Messages whose UIDs are asked for by one command."""
UID_BYTES = 1024
"""Literals have no place in such an answer."""
ALONE = 8
"""So many refusals one after the other, and nothing given in between: it is no single message that is at fault."""
MOMENT = frozenset({"UNAVAILABLE", "INUSE", "LIMIT"})
"""Codes of RFC 5530 that speak of the moment: a message that is broken gives SERVERBUG, or none."""


@dataclass(slots=True)
class Exists:
    """How many messages the open folder has, by the server's last word."""

    total: int

    def hear(self, line: WireLine) -> None:
        """Take note of what a line says of it."""
        number = answers.NUMBER.match(line.text)
        if number is not None:
            kind = number[2].upper()
            self.total = int(number[1]) if kind == b"EXISTS" else self.total - (kind == b"EXPUNGE")


def searched(wire: Wire, exists: Exists, low: int = 1, high: int = answers.LARGEST_UID) -> "array[int] | None":
    """The UIDs of a range as SEARCH has them, upwards; None where the server will not search."""
    whole = low <= 1 and high >= answers.LARGEST_UID
    found: array[int] = array("Q")
    try:
        for line in wire.until(wire.send(f"UID SEARCH {'ALL' if whole else f'UID {low}:{high}'}")):
            exists.hear(line)
            if line.text[:8].upper() == b"* SEARCH":
                found.extend(int(u) for u in line.text[8:].split() if u.isdigit() and len(u) <= 10)
    except CommandRefusedError:
        return None
    return array("Q", sorted({u for u in found if low <= u <= high}))


def numbered(wire: Wire, exists: Exists, low: int = 1) -> "array[int]":
    """The UIDs from ``low`` up, asked by the places of the messages, the last ones first.

    That costs more than SEARCH, but a place is what EXISTS counts: no server can leave one out and not be seen to.
    """
    found: set[int] = set()
    high = exists.total
    while high >= 1:
        first, least = max(1, high - AT_ONCE + 1), low
        for line in wire.until(wire.send(f"FETCH {first}:{high} (UID)"), Budget.of_rows(high - first + 1, UID_BYTES)):
            exists.hear(line)
            one = answers.fetched(line)
            if one is not None:
                found.add(one.uid)
                least = min(least, one.uid)
        high = first - 1 if least >= low else 0
    return array("Q", sorted(u for u in found if u >= low))


def look(wire: Wire, total: int) -> set[int] | None:
    """Every UID of the open folder, which EXISTS says has ``total`` messages; None where no answer agrees with that."""
    exists = Exists(total)
    by_search = searched(wire, exists)
    if by_search is not None and len(by_search) == exists.total:
        return set(by_search)
    try:
        by_place = numbered(wire, exists)
    except CommandRefusedError:
        return None
    return set(by_place) if len(by_place) == exists.total else None


def among(wire: Wire, low: int, high: int, total: int, expected: int) -> "array[int]":
    """The UIDs of a range with many holes, of which there must be ``expected`` at least.

    By SEARCH; where that is refused or has fewer, by the places.
    """
    exists = Exists(total)
    found = searched(wire, exists, low, high)
    if found is None or len(found) < expected:
        by_place = numbered(wire, exists, low)
        found = by_place if found is None or len(by_place) > len(found) else found
    return array("Q", (u for u in found if u <= high))


Came = tuple[set[int], CommandRefusedError | None]
"""The UIDs of which something came, and the refusal that ended the answer, where there was one."""


def by_halves(
    uids: Iterable[int],
    ask: Callable[[list[int]], Came],
    set_aside: Callable[[int, CommandRefusedError], None],
    *,
    well: bool,
) -> None:
    """Ask for what was refused together in halves, and in halves of these, until whatever is at fault is alone.

    ``well`` says that the server has given something just now. Raises CommandRefusedError where nothing is given
    whatever is asked for: then it is the folder that is at fault, or the moment.
    """
    parts = _halves(list(uids))
    alone: list[tuple[int, CommandRefusedError]] = []
    while parts:
        part = parts.pop()
        came, refused = ask(part)
        if came or refused is None:
            well = True
            for uid, why in alone:
                set_aside(uid, why)
            alone.clear()
        rest = [uid for uid in part if uid not in came]
        if refused is not None and len(rest) > 1:
            parts += _halves(rest)
        elif refused is not None and rest:
            alone.append((rest[0], refused))
            if len(alone) >= ALONE:
                raise refused
    if alone and not well and (len(alone) > 1 or alone[0][1].code in MOMENT):
        raise alone[0][1]
    for uid, why in alone:
        set_aside(uid, why)


def _halves(part: list[int]) -> list[list[int]]:
    """Both halves of some, the first one last; one alone stays whole."""
    middle = len(part) // 2
    return [half for half in (part[middle:], part[:middle]) if half]
