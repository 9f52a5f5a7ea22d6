"""Whole messages: what is read, and what is attached."""

from html import escape

from osone.mail.bounds.budget import LETTER, Letter
from osone.mail.filenames import safe_name
from osone.mail.flowed import unflow
from osone.mail.header import header_of, parse_header
from osone.mail.html_text import text_of_html
from osone.mail.structure import MimePart, Structure, choose, read_tree
from osone.mail.structure_fast import read_tree_fast
from osone.model.mail import Attachment, Parsed

FAST_FROM = 24 * 1024
"""Bytes of a message from which on the other parser is worth its start."""


def parse(raw: bytes, *, fast_from: int = FAST_FROM) -> Parsed:
    """A whole message as the reader needs it. Never raises; a mbox ``From `` line before it is passed over.

    The tree of a message of ``fast_from`` bytes or more is read by ``fast-mail-parser`` where that is installed and
    the message is as regular as it should be: files in base64 cost an eighth there. A small one is read sooner here.
    """
    return _parsed(without_mbox_line(raw), fast_from)


def attachment(raw: bytes, part: int) -> bytes:
    """The decoded bytes of the leaf at this place (``Attachment.part``); ``IndexError`` where there is none."""
    if part < 0:
        raise IndexError(part)
    return structure(without_mbox_line(raw)).leaves[part].content()


def without_mbox_line(raw: bytes) -> bytes:
    """The message without a mbox separator before its head."""
    if raw[:5] == b"From " or raw[:6] == b">From ":
        end = raw.find(b"\n")
        return raw[end + 1 :] if end >= 0 else b""
    return raw


def structure(raw: bytes, fast_from: int = FAST_FROM) -> Structure:
    """The leaves of a message and what each is for."""
    root = read_tree_fast(raw) if len(raw) >= fast_from else None
    head: dict[str, str] = {}
    chosen = rescued(choose(root if root is not None else read_tree(raw, head)))
    chosen.head = head or None
    return chosen


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


def _parsed(raw: bytes, fast_from: int, budget: Letter = LETTER) -> Parsed:
    chosen = structure(raw, fast_from)
    leaves = chosen.leaves
    shown, cut = _shown(chosen, budget)
    html_leaves = [at for at in chosen.html if at in shown]
    html = ""
    if any(leaves[at].media_type == "text/html" for at in html_leaves):
        html = "\n".join(_as_html(leaves[at], shown[at]) for at in html_leaves)
    texts = [
        _plain(leaves[at], shown[at]) for at in chosen.text if at in shown and leaves[at].media_type != "text/html"
    ]
    text = "\n".join(texts) if any(part.strip() for part in texts) or not html else text_of_html(html)
    return Parsed(
        header=header_of(chosen.head) if chosen.head is not None else parse_header(raw),
        text=text,
        html=html,
        attachments=tuple(_attachment(leaves[at], at, at in chosen.html) for at in chosen.attached[: budget.files]),
        cut=cut or len(chosen.attached) > budget.files,
    )


def _shown(chosen: Structure, budget: Letter) -> tuple[dict[int, str], bool]:
    """The texts of the leaves that are shown, and whether there is more of them than the budget allows."""
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


def _plain(part: MimePart, text: str) -> str:
    if part.parameters.get("format", "").lower() == "flowed":
        return unflow(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    return text


def _as_html(part: MimePart, text: str) -> str:
    if part.media_type == "text/html":
        return text
    # Plain text between HTML parts, as mailing lists add it.
    return f'<pre style="white-space:pre-wrap">{escape(_plain(part, text))}</pre>'


def _attachment(part: MimePart, at: int, shown: bool) -> Attachment:
    return Attachment(
        part=at,
        name=safe_name(part.name, part.media_type),
        media_type=part.media_type,
        size=len(part.content()),
        content_id=part.content_id,
        inline=part.disposition == "inline" or ((shown or bool(part.content_id)) and part.disposition != "attachment"),
    )
