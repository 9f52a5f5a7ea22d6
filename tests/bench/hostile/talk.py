"""A mind turned against the person, lines that hold a box up, and mail that pretends: links, chips, files."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from osone.companion.minds.protocol import Call, ToolSpec, Words
from osone.companion.tool_loop import CALLS, CARDS_A_TURN
from osone.mail.links import target
from osone.queries.line import understand
from osone.store import files
from osone.sync.working import open_files
from tests.app.test_bodies import ME, bring, mail, said
from tests.bench.hostile.trial import Trial, Watch
from tests.companion.talking import DONE, SPECS, Verbs, talk

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def calls(count: int, watch: Watch) -> None:
    """Calls without end in one reply: few are done, few cards are shown."""
    for verb in ("mail.note", "mail.send"):
        verbs = Verbs(many=(*SPECS, ToolSpec("mail.note", "Note it.", {"type": "object"}, "Note")))
        flood = [Call(verb, {"n": n}) for n in range(count)]
        conversation, page, _mind = talk([*flood, DONE], [Words("Done."), DONE], verbs=verbs)
        with watch.engine():
            asyncio.run(conversation.ask("a poem about the sea, please"))
        if len(verbs.ran) > CALLS or len(page.cards) > CARDS_A_TURN:
            raise AssertionError(f"{len(verbs.ran)} verbs, {len(page.cards)} cards")


def guessed(count: int, watch: Watch) -> None:
    """Numbers that were never shown: nothing is done to any."""
    verbs = Verbs()
    conversation, page, _mind = talk(
        [Call("mail.archive", {"threads": list(range(100, 100 + count))}), DONE], [Words("Done."), DONE], verbs=verbs
    )
    with watch.engine():
        asyncio.run(conversation.ask("a poem about the sea, please"))
    if verbs.ran or page.cards:
        raise AssertionError("what was guessed was done")


def words(count: int, watch: Watch) -> None:
    """Words without end."""
    conversation, page, _mind = talk([*[Words("la la ")] * count, DONE])
    with watch.engine():
        asyncio.run(conversation.ask("a poem about the sea, please"))
    if "la" not in page.heard:
        raise AssertionError("nothing was said")


def typed(*lines: str) -> Callable[[int, Watch], None]:
    """Lines that are typed, or put into the box: each is read within a moment, or taken as it is."""

    def read(count: int, watch: Watch) -> None:
        for line in lines:
            with watch.waiting():
                understand(line.replace("#", "9" * count), NOW)
            with watch.waiting():
                understand(f"{line.replace('#', '9')} " * (count // 40 + 1), NOW)

    return read


def links(count: int, watch: Watch) -> None:
    """Addresses that pretend to be another: what is shown is what is opened, or nothing is."""
    pretenders = {
        "https://xn--pple-43d.com/": "xn--pple-43d.com",
        "https://\u0430pple.com/": "xn--pple-43d.com",
        "https://evil.example\u2044apple.com/": "evil.xn--exampleapple-xk0g.com",
        "https://apple.com\u3002evil.example/": "apple.com.evil.example",
        "mailto:a@one.example?subject=x%0d%0aBcc:eve@evil.example": None,
        f"https://one.example:{'9' * count}/": None,
        f"https://{'a.' * count}example/": None,
    }
    for link, place in pretenders.items():
        with watch.waiting():
            there = target(link)
        if (there.place if there is not None else None) != place:
            raise AssertionError(f"{link[:60]} leads to {there}")


def pretending(count: int, watch: Watch, folder: Path) -> None:
    """Mail in the person's own name, answers to it, and many files of one name: what is said of it is true."""
    mine = open_files(files.open_store(folder / "profile", bytes(32)))
    try:
        with watch.waiting():
            forged = said(bring(mine, mail(1, ME))[1])
            answer = said(bring(mine, mail(2, "Eve <eve@x.test>", answers=1))[1])
        part = "--b\r\nContent-Disposition: attachment; filename=contract.pdf\r\n\r\n{}\r\n"
        body = (
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "".join(part.format(n) for n in range(count))
            + "--b--"
        )
        with watch.waiting():
            same = bring(mine, mail(3, "Eve <eve@x.test>", body=body))[1]
    finally:
        mine.close()
    places = {at for _name, _type, _size, at in same.files}
    if "in your name" not in forged[0] or "answers yours" in answer[0] or len(places) != len(same.files):
        raise AssertionError(f"{forged}, {answer}, {len(places)} of {len(same.files)} files")


KINDS: dict[str, tuple[int, Callable[[int, Watch], None]]] = {
    "calls without end": (50_000, calls),
    "numbers that were guessed": (100_000, guessed),
    "words without end": (200_000, words),
    "numbers in a line": (
        20_000,
        typed("# days before christmas", "the #th of the upcoming month", "for # years", "in #h30"),
    ),
    "days in a line": (
        20_000,
        typed("every monday and the last day of # months", "fri 9-# until # dec", "call Ann (# (((("),
    ),
    "links that pretend": (100_000, links),
}


def _trial(name: str) -> Trial:
    most, what = KINDS[name]
    return Trial(
        name.replace(" ", "-"),
        lambda size: str(max(1, int(most * size))).encode(),
        lambda file, watch: what(int(file.read_text()), watch),
    )


TRIALS = (
    *map(_trial, KINDS),
    Trial(
        "mail-that-pretends",
        lambda size: str(max(1, int(5_000 * size))).encode(),
        lambda file, watch: pretending(int(file.read_text()), watch, file.parent),
    ),
)
