"""Whether everything in a message is shown or offered as a file, by a walk of the standard library."""

import codecs
import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from email.message import Message

from osone.mail.header import message_head
from osone.mail.html_text import text_of_html
from osone.mail.mime import attachment, parse, structure, words_read
from osone.mail.pages import page_of
from tests.bench.mails.reference import content_of

ENOUGH = 0.95
"""Of the words of a text: with as many it is shown. In some charsets of Chinese half a sign looks like a letter."""
_UU = re.compile(r"^begin [0-7]{3} (\S.*)\r?\n(?=M)", re.MULTILINE)
SHOWN, FORM, OFFERED, LOST = "shown", "shown in another form", "offered as a file", "LOST"
BETTER = "read as several parts, which the standard library does not see"


def measured(mails: Sequence[bytes]) -> Mapping[str, float]:
    """How many parts there are, and what becomes of them."""
    became: Counter[str] = Counter()
    for at, raw in enumerate(mails):
        for kind, name, what in _parts(raw):
            became[what] += 1
            if what is LOST:
                print(f"  {at}: {kind} {name!r} is neither shown nor offered")
    print("  " + ", ".join(f"{count} {what}" for what, count in became.most_common()))
    return {"in_messages": float(became.total()), "files": float(became[OFFERED]), "lost": float(became[LOST])}


def _parts(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Each part that is no multipart, and each uuencoded file: its type, its name, and what becomes of it."""
    parsed = parse(raw)
    given = [attachment(raw, one.part).strip() for one in parsed.attachments]
    names = [one.name for one in parsed.attachments]
    read = _words(f"{words_read(parsed)}\n{text_of_html(parsed.html)}\n{parsed.text}")
    leaves = list(_leaves(email.message_from_bytes(raw, policy=email.policy.compat32), ""))
    for part, inside in leaves:
        kind, name = part.get_content_type(), part.get_filename() or ""
        if kind.startswith("message/"):
            yield kind, name, OFFERED if any(mark.startswith("message/") for mark in _kinds(raw)) else LOST
            continue
        content = content_of(part)
        text = content.decode(_codec(part), "replace") if kind.startswith("text/") else ""
        # Of a page its words, also of one that was sent as plain text.
        page = text if kind == "text/html" else page_of(text) if kind == "text/plain" else ""
        words = _words(text_of_html(page) if page else _UU.sub("\0", text).partition("\0")[0])
        if content.strip() in given:
            yield kind, name, OFFERED
        elif kind.startswith("text/") and (words & read).total() >= ENOUGH * words.total():
            yield kind, name, SHOWN
        elif inside == "multipart/alternative" and kind.startswith("text/"):
            yield kind, name, FORM
        elif len(structure(message_head(raw)).leaves) > len(leaves):
            yield kind, name, BETTER
        else:
            yield kind, name, SHOWN if not content.strip() else LOST
        for found in _UU.findall(text):
            yield "uuencoded", found, OFFERED if any(_same(found, one) for one in names) else LOST


def _words(text: str) -> Counter[str]:
    """Words of three letters of ASCII and more, which stand for themselves in nearly every charset."""
    return Counter(re.findall("[a-z0-9]{3,}", text.lower()))


def _same(given: str, ours: str) -> bool:
    return given.strip().replace("/", "_") == ours or given.strip().endswith(ours)


def _kinds(raw: bytes) -> list[str]:
    return [one.media_type for one in parse(raw, words=False).attachments]


def _codec(part: Message) -> str:
    charset = str(part.get_param("charset") or "latin-1")
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return "latin-1"


def _leaves(message: Message, inside: str) -> Iterator[tuple[Message, str]]:
    if message.is_multipart() and message.get_content_maintype() != "message":
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part, message.get_content_type())
    else:
        yield message, inside
