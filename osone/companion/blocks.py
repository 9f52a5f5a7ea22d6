"""Streamed markdown as a list of blocks, where only what may still change is parsed again.

CommonMark closes a top-level block for good once a complete line begins the next one (reference definitions, which
reach backwards, are switched off). So the text before the last block of the complete lines is settled, and feeding a
long reply costs no more per piece than its last block. Sources: CommonMark 0.31, appendix "A parsing strategy".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

SCHEMES = frozenset({"http", "https", "mailto"})


class TalkBlockKind(StrEnum):
    """What a block is drawn as."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class TalkBlock:
    """One block of a reply, ready to be drawn."""

    kind: TalkBlockKind
    html: str
    """Of the subset that QML's rich text draws; empty for a rule. Only http, https and mailto links, no images."""
    text: str = ""
    """The plain text of a code block."""
    detail: str = ""
    """A code block's language, or a heading's level."""


@dataclass(frozen=True, slots=True)
class BlockChange:
    """From block ``first`` on, the list is now ``blocks``. Everything before stays as it is drawn."""

    first: int
    blocks: tuple[TalkBlock, ...]


_KINDS = {
    "paragraph_open": TalkBlockKind.PARAGRAPH,
    "heading_open": TalkBlockKind.HEADING,
    "bullet_list_open": TalkBlockKind.LIST,
    "ordered_list_open": TalkBlockKind.LIST,
    "blockquote_open": TalkBlockKind.QUOTE,
    "table_open": TalkBlockKind.TABLE,
    "fence": TalkBlockKind.CODE,
    "code_block": TalkBlockKind.CODE,
    "hr": TalkBlockKind.RULE,
}


def may_link(url: str) -> bool:
    """Whether a link may be made of it."""
    try:
        return urlsplit(url.strip()).scheme.lower() in SCHEMES and not any(char < "!" for char in url.strip())
    except ValueError:
        return False


@cache
def _parser() -> "MarkdownIt":
    # Imported with the first reply: the window's first frame does not wait for it.
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML

    class _Html(RendererHTML):
        """The few tags that QML's rich text draws well."""

        def image(self, tokens: Sequence["Token"], idx: int, options: "OptionsDict", env: "EnvType") -> str:
            """Nothing is ever fetched: an image is its alternative text."""
            return escape(tokens[idx].content)

        def code_inline(self, tokens: Sequence["Token"], idx: int, options: "OptionsDict", env: "EnvType") -> str:
            """Inline code as ``tt``."""
            return f"<tt>{escape(tokens[idx].content)}</tt>"

        def softbreak(self, tokens: Sequence["Token"], idx: int, options: "OptionsDict", env: "EnvType") -> str:
            """A line end within a paragraph."""
            return "\n"

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}, renderer_cls=_Html)
    parser.enable(["table", "strikethrough"])
    parser.disable(["reference", "html_block", "html_inline"])
    parser.validateLink = may_link  # type: ignore[method-assign]  # the way markdown-it is meant to be told
    return parser


@dataclass(frozen=True, slots=True)
class _Piece:
    line: int
    block: TalkBlock


def _parse(text: str) -> list[_Piece]:
    """The top-level blocks of a text and the line that each begins at."""
    env: dict[str, object] = {}
    tokens = _parser().parse(text, env)
    pieces: list[_Piece] = []
    run: list[Token] = []
    for token in tokens:
        run.append(token)
        if token.level == 0 and token.nesting <= 0:
            pieces.append(_Piece(run[0].map[0] if run[0].map else 0, _block(run, env)))
            run = []
    return pieces


def _block(run: list["Token"], env: dict[str, object]) -> TalkBlock:
    opener = run[0]
    kind = _KINDS.get(opener.type, TalkBlockKind.PARAGRAPH)
    if kind is TalkBlockKind.RULE:
        return TalkBlock(kind, "")
    if kind is TalkBlockKind.CODE:
        text = opener.content.removesuffix("\n")
        language = opener.info.split(maxsplit=1)[0] if opener.info.strip() else ""
        return TalkBlock(kind, f"<pre>{escape(text)}</pre>", text, language)
    inner = run
    if kind in (TalkBlockKind.PARAGRAPH, TalkBlockKind.HEADING):
        inner = run[1:-1]
    html = str(_parser().renderer.render(inner, _parser().options, env)).strip()
    return TalkBlock(kind, html, detail=opener.tag.removeprefix("h") if kind is TalkBlockKind.HEADING else "")


class BlockStream:
    """A reply as it grows. Feed it pieces; draw the changes."""

    def __init__(self) -> None:
        self._settled: list[TalkBlock] = []
        self._open: list[TalkBlock] = []
        self._tail = ""
        self._return = ""

    @property
    def blocks(self) -> tuple[TalkBlock, ...]:
        """All blocks of what has been fed."""
        return (*self._settled, *self._open)

    def feed(self, text: str) -> BlockChange | None:
        """Take the next piece; what changed, or None where nothing did."""
        text = self._return + text
        # A line end may be cut in two: what follows a lone carriage return decides what it was.
        self._return = "\r" if text.endswith("\r") else ""
        text = _lines(text.removesuffix("\r"))
        self._tail += text
        before = list(self._open)
        base = len(self._settled)
        if "\n" in text:
            self._settle()
        self._open = [piece.block for piece in _parse(self._tail)]
        after = [*self._settled[base:], *self._open]
        same = 0
        while same < min(len(before), len(after)) and before[same] == after[same]:
            same += 1
        if same == len(before) == len(after):
            return None
        return BlockChange(base + same, tuple(after[same:]))

    def _settle(self) -> None:
        """Move the blocks that can no longer change out of the tail."""
        end = self._tail.rfind("\n") + 1
        if not end:
            return
        pieces = _parse(self._tail[:end])
        if len(pieces) < 2:
            return
        line = pieces[-1].line
        self._settled += [piece.block for piece in pieces[:-1]]
        self._tail = "\n".join(self._tail.split("\n")[line:])


def blocks(text: str) -> tuple[TalkBlock, ...]:
    """The blocks of a whole text."""
    return tuple(piece.block for piece in _parse(_lines(text)))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
