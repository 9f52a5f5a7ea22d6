"""What one look at the store gives of a conversation, and the pieces in which a message is drawn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import apsw

from osone.bridge.ports import Body, OpenedMessage, OpenedPiece
from osone.host.later import later
from osone.model.mail import Address, Flag, Kind, MessageRow, ThreadRow
from osone.store import accounts, listing, messages, search, withheld
from osone.text.catalogue import N_, _, plural

if TYPE_CHECKING:
    import html

    from osone.mail import blocks, columns, spoken
    from osone.queries import answering
else:
    # For mail that is opened; the first is a table of every named letter.
    html, answering = later("html"), later("osone.queries.answering")
    blocks, columns, spoken = later("osone.mail.blocks"), later("osone.mail.columns"), later("osone.mail.spoken")

SPACES = re.compile(r"[ \t\r\n\f]+")
"""White space that HTML draws as one space."""

TAGS = re.compile(r"<[^<>]*>")
LINKS = re.compile(r'<a href="([^"<>]*)">(.*?)</a>', re.DOTALL)
STRUCK = re.compile(r"<s>(.*?)</s>", re.DOTALL)

NAMED = {
    Kind.LETTER: ("newspaper", N_("newsletter"), "mauve"),
    Kind.RECEIPT: ("receipt-text", N_("receipt"), "moss"),
    Kind.NOTICE: ("bell", N_("notification"), "amber"),
    Kind.INVITATION: ("calendar", N_("invitation"), "dusk"),
}
"""Kinds of mail that a chip names: icon, words, hue."""


def plain_message(text: str) -> OpenedMessage:
    """Plain text as paragraphs; lines that begin with > are a quote and fold away."""
    pieces: list[OpenedPiece] = []
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
        quoted = [line for line in lines if line.startswith(">")]
        own = [line for line in lines if not line.startswith(">")]
        for group, depth in ((own, 0), (quoted, 1)):
            if group:
                words = "<br>".join(html.escape(line.lstrip("> ")) for line in group)
                pieces.append(OpenedPiece("quote" if depth else "paragraph", words, depth, folded=bool(depth)))
    return OpenedMessage(tuple(pieces))


def shape(pieces: Sequence[OpenedPiece], at: int) -> dict[str, object]:
    """How a block is set, and what is heard of it, as fields of its row."""
    piece = pieces[at]
    signed = "" if not piece.signature else "on" if at and pieces[at - 1].signature else "begins"
    return {
        "kind": piece.kind, "depth": piece.depth, "marker": piece.marker, "level": piece.level, "signature": signed,
        "columns": _columns(piece), "said": words_of(piece),
    }  # fmt: skip


def _columns(piece: OpenedPiece) -> int:
    """How many signs the longest line of a block that keeps its blanks has, or columns a table; 0 for one of prose."""
    if piece.kind == "table":
        return max(map(len, blocks.cells_of(piece.html)), default=0)
    if piece.kind != "code":
        return 0
    return max(len(columns.in_cells(html.unescape(TAGS.sub("", line)))) for line in piece.html.split("<br>"))


def words_of(piece: OpenedPiece) -> str:
    """What is heard of a block: its mark, its words, and which of them are struck out."""
    words = blocks.as_heard(piece.html)
    if "<" in words:
        words = STRUCK.sub(lambda found: _("[deleted: {words}]", words=found[1]), words)
        words = TAGS.sub("", words.replace("<br>", "\n"))
    words = html.unescape(words)
    return f"{piece.marker} {words}" if piece.marker not in ("", "•") else words


def told(m: MessageRow, place: int, count: int, when: str) -> str:
    """What is heard of a message's head, and sets it apart from the others of its conversation."""
    if count == 1:
        return _("{sender}, {when}", sender=m.sender.shown, when=when)
    return _("Message {number} of {count}: {sender}, {when}", number=place + 1, count=count, sender=m.sender.shown, when=when)  # fmt: skip  # noqa: E501


def links_in(words: str) -> list[dict[str, str]]:
    """The links of a block: their words, and where they lead."""
    return [
        {"href": html.unescape(at), "words": html.unescape(TAGS.sub("", said))} for at, said in LINKS.findall(words)
    ]


def chips_of(
    about: ThreadRow | None, rows: Sequence[MessageRow], newest: OpenedMessage | None
) -> list[dict[str, object]]:
    """What is known of a conversation, as chips: icon, text and hue."""
    chips: list[dict[str, object]] = []
    if rows and Flag.DRAFT in rows[-1].flags:
        chips.append({"icon": "file-pen", "text": _("draft, not sent"), "hue": "accent"})
    if about is not None and about.muted:
        chips.append({"icon": "bell-off", "text": _("muted"), "hue": "soft"})
    evidence = newest.chips if newest is not None else ()
    shown = [text for _icon, text, _hue in evidence]
    if newest is not None and newest.invitation is not None:
        shown.append(_(spoken.INVITATION))  # the card says it
    if about is not None and (more := spoken.unsaid(about.reason, shown)):
        chips.append({"icon": "sparkles", "text": more, "hue": "accent"})
    if about is not None and about.kind in NAMED:
        icon, text, colour = NAMED[about.kind]
        # What warns of a file or of who writes leaves no friendly word beside it.
        friendly = about.kind in (Kind.RECEIPT, Kind.INVITATION)
        warns = friendly and any(
            hue == "rose" and (icon == "triangle-alert" or about.kind is Kind.RECEIPT) for icon, _text, hue in evidence
        )
        if not warns and not about.reason.startswith(text) and not spoken.stands(text, shown):
            chips.append({"icon": icon, "text": _(text), "hue": colour})
    danger = any((icon, hue) == ("triangle-alert", "rose") for icon, _text, hue in evidence)
    chips += [{"icon": i, "text": t, "hue": h} for i, t, h in evidence if not (danger and h == "moss")]
    if len(rows) > 1 and len(chips) < 2:
        count = plural("{count} message", "{count} messages", len(rows))
        chips.append({"icon": "messages-square", "text": count, "hue": "soft"})
    return chips


def drawn(piece: OpenedPiece) -> tuple[bool, str]:
    """Whether a block needs the drawing of rich text, and what is drawn: plain words take a quarter of the time."""
    if "<" in piece.html or piece.kind == "code":
        return True, piece.html
    return False, SPACES.sub(" ", html.unescape(piece.html)).strip(" ")


@dataclass(frozen=True, slots=True)
class Opened:
    """What one look at the store gives of a conversation."""

    thread: ThreadRow | None
    rows: tuple[MessageRow, ...]
    letters: Mapping[int, OpenedMessage]
    hits: frozenset[int] = frozenset()
    """Messages that hold what was searched for."""
    kept_back: Mapping[int, OpenedMessage] = field(default_factory=dict)
    """What stands in the place of a text that the server would not give."""
    answered: int = 0
    """The message that an answer is to as long as no other is chosen; 0 where there is none."""


def look(
    connection: apsw.Connection, thread: int, bodies: Sequence[int] | None, body: Body | None, match: str = ""
) -> Opened:
    """Read a conversation: the bodies of these messages, or of the newest, all unread ones and those that ``match``."""
    rows = messages.of_thread(connection, thread)
    shown = listing.rows(connection, [thread])
    hits = frozenset(search.among(connection, match, [row.id for row in rows]) if match else ())
    wanted = (
        set(bodies)
        if bodies is not None
        else {m.id for m in rows if not m.flags & Flag.SEEN} | {m.id for m in rows[-1:]} | hits
    )
    letters: dict[int, OpenedMessage] = {}
    for row in rows:
        if row.id in wanted and row.has_body:
            raw = messages.raw(connection, row.id)
            if raw is not None:
                plain = None if body else messages.plain(connection, row.id)
                letters[row.id] = body(connection, row, raw) if body else plain_message(plain or row.snippet)
    why = withheld.words_of(connection, [m.id for m in rows if not m.has_body])
    kept_back = {m: _noted(_kept_back(words)) for m, words in why.items()}
    answered = answering.meant(rows, accounts.mine(connection)).id if rows else 0
    return Opened(shown[0] if shown else None, tuple(rows), letters, hits, kept_back, answered)


def _noted(sentence: str) -> OpenedMessage:
    """A sentence of the program's own in the place of a text."""
    return OpenedMessage((OpenedPiece("note", html.escape(sentence)),))


def _kept_back(words: str) -> str:
    """Why a text is not here, in a sentence."""
    if words == withheld.TOO_LARGE:
        return _("This message is too large to be opened here.")
    if words:
        return _("The mail server won't hand out this message: {answer}", answer=words)
    return _("The mail server didn't hand out this message. OS One will ask for it again later.")


def addressed(m: MessageRow) -> str:
    """From which address a message is, to whom, and who has a copy."""
    to, copies = _some(m.to), _some(m.cc)
    if to and copies:
        return _("{sender}, to {recipients}, copy to {copies}", sender=m.sender.email, recipients=to, copies=copies)
    if copies:
        return _("{sender}, copy to {copies}", sender=m.sender.email, copies=copies)
    return _("{sender}, to {recipients}", sender=m.sender.email, recipients=to) if to else m.sender.email


def _some(people: Sequence[Address]) -> str:
    names = ", ".join(a.shown for a in people[:3])
    if len(people) <= 3:
        return names
    return plural("{people} and {count} more", "{people} and {count} more", len(people) - 3, people=names)
