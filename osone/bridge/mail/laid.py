"""A message of an open conversation as rows for reading: its head, blocks of text, pictures, folds and files."""

from collections.abc import Sequence, Set
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from osone.bridge.drawing.shapes import hue_of, letters_of
from osone.bridge.lists.keyed import Row
from osone.bridge.mail.opened import addressed, drawn, shape, words_of
from osone.bridge.mail.search import marked_html
from osone.bridge.ports import OpenedInvitation, OpenedMessage, OpenedPiece
from osone.host.later import later
from osone.model.mail import MessageRow
from osone.text.dates import came_long
from osone.text.numbers import size

if TYPE_CHECKING:
    import html

    from osone.mail import file_warnings, snippet
    from osone.queries import marking
    from osone.queries.marking import Wanted
else:
    html, marking = later("html"), later("osone.queries.marking")
    file_warnings, snippet = later("osone.mail.file_warnings"), later("osone.mail.snippet")

MARK = ('<span class="hit">', "</span>")
"""About a word that was searched for; the block that draws it says how."""
FOLD_SAID = 60
"""Characters of a folded quote that are heard before it is opened."""
SMALL = 300
"""Pictures no wider than this that follow each other stand side by side."""
TOGETHER = 12
"""So many of them at most: a row is drawn whole."""


def head(m: MessageRow, now: datetime, state: str, said: str, *, expanded: bool, hand: bool = False) -> Row:
    """Who wrote, to whom and when; ``said`` is what is heard of it, ``hand`` marks it as the one that is answered."""
    return _base(m, state, expanded=expanded) | _as("head", f"{m.id}") | {
        "name": m.sender.shown, "snippet": m.snippet, "hue": hue_of(m.sender.email),
        "address": addressed(m), "when": came_long(m.date, now), "letters": letters_of(m.sender.shown),
        "said": said, "hand": hand,
    }  # fmt: skip


def _as(what: str, key: str, drawn: str = "") -> dict[str, object]:
    """What a row is, and how it is drawn where one of its kind is not drawn like every other."""
    return {"key": key, "what": what, "drawn": drawn or what}


def _base(m: MessageRow, state: str, *, expanded: bool = True) -> dict[str, object]:
    return {
        "message": str(m.id), "expanded": expanded, "progress": state, "depth": 0, "folded": False, "rich": False,
        "kind": "", "html": "", "files": [], "name": "", "address": "", "when": "", "letters": "", "hue": "",
        "snippet": "", "marker": "", "level": 0, "columns": 0, "said": "", "signature": "",
        "hand": False, "details": False, "acts": [],
    }  # fmt: skip


def message(
    m: MessageRow,
    opened: OpenedMessage | None,
    now: datetime,
    state: str,
    said: str,
    *,
    bare: bool,
    unfolded: Set[str],
    wanted: "Wanted",
    hand: bool = False,
) -> list[Row]:
    """All rows of a message that is open; its text may be still to come.

    ``bare`` shows every field of its head, ``unfolded`` names quotes that are shown, ``wanted`` what is marked.
    """
    base = _base(m, state)
    begins = dict(head(m, now, state, said, expanded=True, hand=hand))
    if opened is None:
        return [begins, base | _as("wait", f"{m.id}/wait") | {"snippet": m.snippet}]
    fields = [{"name": name, "value": value} for name, value in opened.fields]
    bare = bare and bool(fields)
    rows: list[Row] = [begins | {"details": bool(fields), "folded": bare}]
    if bare:
        rows.append(base | _as("fields", f"{m.id}/head") | {"files": fields})
    if opened.invitation is not None:
        rows.append(base | _invited(m, opened.invitation))
    group = ""
    for run in _runs(opened.pieces):
        n = run[0]
        piece, key = opened.pieces[n], f"{m.id}/{n}"
        if piece.folded:
            if not group:
                group = key
                shut = group not in unfolded
                heard = snippet.shortened(words_of(piece), FOLD_SAID)
                rows.append(base | _as("fold", f"{key}/fold") | {"html": group, "folded": shut, "said": heard})
            if group not in unfolded:
                continue
        else:
            group = ""
        if piece.picture is not None:
            files = [_picture(m, opened, opened.pieces[at]) for at in run]
            rows.append(base | _as("pictures", key) | {"depth": piece.depth, "files": files})
            continue
        rich, words = _words(piece, wanted)
        shaped = shape(opened.pieces, n)
        rows.append(base | shaped | _drawn(key, shaped, rich=rich) | {"html": words, "rich": rich})
    if opened.files:
        attached = [
            {"name": n, "type": t, "size": size(s), "key": f"{m.id}/{p}", "warns": file_warnings.warning(n)}
            for n, t, s, p in opened.files
        ]
        rows.append(base | _as("files", f"{m.id}/files") | {"files": attached, "said": said})
    return rows


def _invited(m: MessageRow, asked: OpenedInvitation) -> dict[str, object]:
    lines = [{"icon": icon, "words": words} for icon, words in asked.lines]
    acts = [{"what": what, "words": words, "key": key} for what, words, key in asked.acts]
    heard = ". ".join([asked.title, *(words for _icon, words in asked.lines), asked.state]).rstrip(". ")
    return {
        **_as("invitation", f"{m.id}/invitation"),
        "name": asked.title, "files": lines, "acts": acts, "snippet": asked.state, "hue": asked.hue, "said": heard,
    }  # fmt: skip


def _drawn(key: str, shaped: Row, *, rich: bool) -> dict[str, object]:
    """How a block of text is drawn: most have nothing but their words, which takes a third of the time.

    How a row is drawn is looked at once for its key: a block that is marked now has another.
    """
    if rich or shaped["kind"] != "paragraph" or shaped["depth"] or shaped["marker"] or shaped["signature"]:
        return _as("block", f"{key}/block")
    return _as("block", key, "words")


def _runs(pieces: Sequence[OpenedPiece]) -> list[list[int]]:
    """The places of blocks, small pictures that follow each other together."""
    found: list[list[int]] = []
    alike = groupby(range(len(pieces)), lambda at: (_is_small(pieces[at]), pieces[at].depth, pieces[at].folded))
    for (small, _depth, _folded), run in alike:
        places = list(run)
        step = TOGETHER if small else 1
        found += [places[at : at + step] for at in range(0, len(places), step)]
    return found


def _is_small(piece: OpenedPiece) -> bool:
    return piece.picture is not None and 0 < piece.picture.width <= SMALL


def _picture(m: MessageRow, opened: OpenedMessage, piece: OpenedPiece) -> Row:
    found = piece.picture
    if found is None:
        raise ValueError("a block of words is no picture")
    name = next((n for n, _type, _size, part in opened.shown if str(part) == found.key), "")
    return {
        "key": f"{m.id}/{found.key}" if found.key else "", "alt": html.unescape(piece.html), "width": found.width,
        "height": found.height, "href": found.href, "name": name,
    }  # fmt: skip


def _words(piece: OpenedPiece, wanted: "Wanted") -> tuple[bool, str]:
    rich, words = drawn(piece)
    # A note is the program's own sentence, which nobody searched for.
    if wanted and piece.kind != "note" and (found := marked_html(piece.html, marking.wanted_in(wanted, "text"), MARK)):
        return True, found
    return rich, words
