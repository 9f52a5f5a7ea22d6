"""Whole messages: what is read, and what is attached."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from html import escape, unescape
from itertools import islice
from urllib.parse import unquote

from osone.mail.bounds.budget import LETTER, Letter
from osone.mail.charsets import codec_of
from osone.mail.filenames import safe_name, type_of
from osone.mail.flowed import unflow, was_broken
from osone.mail.header import MessageHead, header_of, message_head, read_as
from osone.mail.html_text import text_of_html
from osone.mail.pages import page_of
from osone.mail.structure import Content, MimePart, Structure, choose, read_tree
from osone.mail.structure_fast import read_tree_fast
from osone.mail.transfer import uu_files
from osone.model.mail import Attachment, Parsed

FAST_FROM = 24 * 1024
"""Bytes of a message from which on the other parser is worth its start."""
SHOWN_IN_PLACE = 3
"""So many messages are read where they stand in another…"""
INSIDE = 2
"""… and so many one inside the other."""
PHOTOGRAPH = 64 * 1024
"""Bytes from which on a picture with a place in the letter is no ornament of it: a person may want to keep it."""
_REFERENCE = re.compile(r"\bcid:([^\s\"'<>()]{1,300})", re.IGNORECASE)


def parse(raw: bytes, head: MessageHead | None = None, *, fast_from: int = FAST_FROM, words: bool = True) -> Parsed:
    """A whole message as the reader needs it. Never raises; a mbox ``From `` line before it is passed over.

    The tree of a message of ``fast_from`` bytes or more is read by ``fast-mail-parser`` where that is installed and
    the message is as regular as it should be: files in base64 cost an eighth there. A small one is read sooner here.
    Without ``words`` the text of a HTML body stays empty: who draws the HTML does not wait for it. ``head`` is what
    ``message_head`` says of the message, where that was asked already.
    """
    return _parsed(head or message_head(raw), fast_from, words=words)


def words_read(parsed: Parsed) -> str:
    """The words of a message that is opened: the HTML's, where it has any. They are listed and searched."""
    if parsed.html and parsed.own_text:
        words = text_of_html(parsed.html)
        return words if words.strip() else parsed.text
    return parsed.text


def as_read(parsed: Parsed) -> Parsed:
    """The same message, its text the words that are read."""
    if not (parsed.html and parsed.own_text):
        return parsed
    return replace(parsed, text=words_read(parsed), own_text=False)


def attachment(raw: bytes, part: int) -> bytes:
    """The decoded bytes of the file at this place (``Attachment.part``); ``IndexError`` where there is none."""
    found = contents(raw, [part])
    if part not in found:
        raise IndexError(part)
    return found[part]


def contents(raw: bytes, parts: Collection[int], most: int = -1) -> dict[int, bytes]:
    """The decoded bytes of those files that are there, by their places, or so many from the beginning of each."""
    if not parts:
        return {}
    chosen = structure(message_head(raw))
    if max(parts) >= len(chosen.leaves):
        _bodies(chosen, LETTER)
    return {part: chosen.leaves[part].content(most) for part in parts if 0 <= part < len(chosen.leaves)}


def structure(head: MessageHead, fast_from: int = FAST_FROM) -> Structure:
    """The leaves of a message and what each is for."""
    root = read_tree_fast(head) if len(head.raw) >= fast_from else None
    return rescued(choose(root if root is not None else read_tree(head.raw, head)))


def rescued(chosen: Structure) -> Structure:
    """Where a broken message leaves no body at all, its first unnamed text is shown instead of attached."""
    if not chosen.text and not chosen.html:
        for at in chosen.attached:
            leaf = chosen.leaves[at]
            if leaf.is_text and not leaf.name and leaf.disposition != "attachment":
                (chosen.html if leaf.media_type == "text/html" else chosen.text).append(at)
                chosen.attached.remove(at)
                break
    return chosen


def _parsed(
    head: MessageHead, fast_from: int, budget: Letter = LETTER, *, words: bool = True, inside: int = INSIDE
) -> Parsed:
    chosen = structure(head, fast_from)
    shown, cut = _bodies(chosen, budget)
    leaves = chosen.leaves
    html_leaves = [at for at in chosen.html if at in shown]
    html = ""
    if any(leaves[at].media_type == "text/html" for at in html_leaves):
        html = "\n".join(_as_html(leaves[at], shown[at]) for at in html_leaves)
        html = "" if html.isspace() else html
    plain = [at for at in chosen.text if at in shown and leaves[at].media_type != "text/html"]
    texts = [_plain(leaves[at], shown[at]) for at in plain]
    if (
        not html
        and texts
        and "<" in texts[0]
        and leaves[plain[0]].media_type == "text/plain"
        and (page := page_of(texts[0]))
    ):
        # Whoever sent it forgot to say so.
        html = "\n".join([page, *map(_text_as_html, texts[1:])])
        plain, texts = [], []
    own_text = not html or any(part and not part.isspace() for part in texts)
    text = "\n".join(texts) if own_text else text_of_html(html) if words else ""
    for at in _in_place(chosen) if inside and chosen.attached else ():
        inner = _parsed(message_head(leaves[at].content(budget.text)), fast_from, budget, inside=inside - 1)
        text = f"{text}\n\n{_head_of(inner)}\n\n{inner.text}".lstrip("\n") if text or own_text else ""
        html = html and f"{html}\n<hr>{_text_as_html(_head_of(inner))}{inner.html or _text_as_html(inner.text)}"
        cut = cut or inner.cut
    header, mended = header_of(head.found), False
    if head.foreign and (charset := _charset_of(leaves, shown)) and (found := read_as(head, charset)) != head.found:
        header, mended = header_of(found), True
    in_text = _referenced(html) if html and any(leaves[at].content_id for at in chosen.attached) else frozenset()
    return Parsed(
        header=header,
        text=text,
        html=html,
        attachments=tuple(
            _attachment(leaves[at], at, form=at in chosen.forms, placed=leaves[at].content_id in in_text)
            for at in chosen.attached[: budget.files]
        ),
        cut=cut or len(chosen.attached) > budget.files,
        own_text=own_text,
        mended=mended,
        flowed=any(was_broken(shown[at], text) for at, text in zip(plain, texts, strict=True)),
    )


def _charset_of(leaves: Sequence[MimePart], shown: Collection[int]) -> str:
    """The charset that a text of a message says it is written in, where that is another than Unicode; else empty."""
    said = (leaves[at].charset() for at in shown)
    return next((charset for charset in said if not (codec_of(charset) or "utf").startswith("utf")), "")


def _in_place(chosen: Structure) -> list[int]:
    """The messages that whoever sent this one wants to be read in it (RFC 2183, section 2.1)."""
    some = (at for at in chosen.attached if chosen.leaves[at].disposition == "inline")
    return [at for at in some if chosen.leaves[at].media_type == "message/rfc822"][:SHOWN_IN_PLACE]


def _head_of(inner: Parsed) -> str:
    """Who wrote a message that stands in another, and about what."""
    return "\n".join(filter(None, (inner.header.sender.shown, inner.header.subject)))


def _bodies(chosen: Structure, budget: Letter) -> tuple[dict[int, str], bool]:
    """The texts that are shown, by their places, and whether there is more of them than the budget allows.

    The files that stand in them become leaves of their own.
    """
    leaves = chosen.leaves
    shown, cut = _shown(chosen, budget)
    for at, text in shown.items():
        if leaves[at].media_type != "text/html" and ("\nbegin" in text or text[:5] == "begin"):
            kept, end = [], 0
            for start, after, name, data in islice(uu_files(text), budget.files):
                kept.append(text[end:start])
                end = after
                chosen.attached.append(len(leaves))
                leaves.append(MimePart(type_of(name), {"name": name}, "attachment", {}, "", _given(data)))
            shown[at] = "".join(kept) + text[end:]
    return shown, cut


def _shown(chosen: Structure, budget: Letter) -> tuple[dict[int, str], bool]:
    shown: dict[int, str] = {}
    left = budget.text
    for at in sorted({*chosen.text, *chosen.html}):
        if chosen.leaves[at].is_text:
            data = chosen.leaves[at].content(left + 1)
            shown[at] = chosen.leaves[at].read(data[:left])
            left -= len(data)
            if left < 0:
                return shown, True
    return shown, False


def _given(data: bytes) -> Content:
    def content(most: int = -1) -> bytes:
        return data[:most] if most >= 0 else data

    return content


def _referenced(html: str) -> Collection[str]:
    """The Content-IDs of what a HTML body shows in its place (RFC 2392)."""
    return {unescape(unquote(found)) for found in _REFERENCE.findall(html)} - {""}


def _plain(part: MimePart, text: str) -> str:
    if part.parameters.get("format", "").lower() == "flowed":
        return unflow(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    return text


def _as_html(part: MimePart, text: str) -> str:
    if part.media_type == "text/html":
        return text
    # Plain text between HTML parts, as mailing lists add it.
    return _text_as_html(_plain(part, text))


def _text_as_html(text: str) -> str:
    return f'<pre style="white-space:pre-wrap">{escape(text)}</pre>'


def _attachment(part: MimePart, at: int, *, form: bool, placed: bool) -> Attachment:
    size = len(part.content())
    return Attachment(
        part=at,
        name=safe_name(part.name, part.media_type),
        media_type=part.media_type,
        size=size,
        content_id=part.content_id,
        inline=form or (placed and size < PHOTOGRAPH),
        location=part.location,
    )
