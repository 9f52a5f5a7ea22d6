"""What of a page is seen, and what stands apart: sheets, style attributes and old attributes, as CSS 2 has it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from osone.mail import css
from osone.mail.css import Compound, Selector, StyleRule, Values

WORK_LIMIT = 400_000
"""Looks at elements that a page's rules may cost; rules that come after are passed over."""
NEAR = 3
"""Steps of 255 by which a colour may differ from what is behind it, and is not seen all the same."""


class Apart(Enum):
    """How an element that is written within a line stands to the words beside it."""

    NOT = 0
    WORD = 1
    LINE = 2


@dataclass(frozen=True, slots=True)
class Note:
    """What is to know of one element."""

    node: LexborNode
    gone: bool = False
    """Nothing of it is seen, whatever is inside."""
    apart: Apart = Apart.NOT
    unseen: bool | None = None
    """Whether its own words are not seen, for their size or colour; None: as in what it is in."""
    veiled: bool | None = None
    """Whether its words and pictures are not seen (``visibility``); None: as in what it is in."""
    struck: bool | None = None
    """Whether a line goes through its words; None: as its name has it, and what it is in."""


@dataclass(frozen=True, slots=True)
class _State:
    """What an element has from itself and from what it is in."""

    veiled: bool = False
    tiny: bool = False
    colour: str = "#000000"
    behind: str = "#ffffff"
    """The colour that is painted behind it; empty where that is a picture."""

    @property
    def unseen(self) -> bool:
        return self.tiny or self.colour == "transparent" or _is_near(self.colour, self.behind)


_TINY = re.compile(r"font-size\s*:\s*\+?(?:0|\.|1\.?0*p)")
_SHORT = re.compile(r"font\s*:[^;}\"']{0,60}?(?<![\w.#%])0*\.?[01](?:p[xt]|r?em|%)?(?=[\s/])")
_COLOUR = re.compile(r"\s*[:=]\s*[\"']?\s*([^;\"'}!>]{1,60})")
_BEHIND = re.compile(r"\s*:\s*([^;\"'}!>]{1,200})")
_TEXT = re.compile(r"<body\b[^>]{0,2000}?\btext\s*=\s*[\"']?([^\s\"'>]{1,30})")
_PLAIN = re.compile(r"[#\w().,: %-]+")
"""What may stand in a selector's quotes as it is."""
_WITHIN = frozenset("abcdefghijklmnopqrstuvwxyz-_")
_FEW = 12
"""Ways to write a colour that are looked for one by one."""
_GONE = ("display", "opacity", "overflow", "float", "position")
_SIDES = ("max-height", "height", "max-width", "width")
_LINES = ("text-decoration", "text-decoration-line")
STRUCK = frozenset(("s", "del", "strike"))
"""Elements that a line goes through by themselves (HTML, section 15.3.4)."""
_STRUCK = re.compile(r"<(?:s|del|strike)[\s>]")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """By what something of a page may be unseen, or stand apart."""

    properties: frozenset[str]
    colours: frozenset[str] = frozenset()
    """Of letters, that something is painted in too."""
    selectors: tuple[str, ...] = ()
    """Of the elements that say so themselves."""


def notes(tree: LexborHTMLParser, lowered: str) -> Mapping[int, Note]:
    """What is to know of each element of a page, by ``mem_id``; ``lowered`` is its source in small letters."""
    wanted = _wanted(lowered)
    if not wanted.properties:
        return {}
    sheets = "\n".join(_sheets(tree)) if "<style" in lowered else ""
    return _Page(tree, css.rules(sheets) if sheets else [], wanted).notes()


def _sheets(tree: LexborHTMLParser) -> Iterator[str]:
    for sheet in tree.css("style"):
        if css.holds(sheet.attributes.get("media") or ""):
            yield sheet.text()


def _wanted(lowered: str) -> _Wanted:
    found: set[str] = set()
    selectors: list[str] = []
    for sign in ("display", "opacity", "overflow", "visibility", "float", "position"):
        if sign in lowered:
            found.add(sign)
            selectors.append(_styled(sign))
    if "overflow" in found:
        found.update(_SIDES)
    if "line-through" in lowered or (_LINES[0] in lowered and _STRUCK.search(lowered)):
        found.update(_LINES)
        selectors.append(_styled(_LINES[0]))
        selectors += STRUCK
    if "hidden" in lowered:
        found.add("display")
        selectors.append("[hidden]")
    if "font" in lowered:
        tiny = set(_TINY.findall(lowered))
        if _SHORT.search(lowered):
            tiny.add("font")
        if tiny:
            found.add("font-size")
            selectors += [_styled(sign if _PLAIN.fullmatch(sign) else "font") for sign in sorted(tiny)[:_FEW]]
    fading = _fading(lowered) if "color" in lowered or "<body" in lowered else {}
    if fading:
        found.update(("color", "background-color", "background-image"))
        few = len(fading) <= _FEW and all(map(_PLAIN.fullmatch, fading))
        for sign in sorted(fading) if few else ("color",):
            selectors += [_styled(sign), f'font[color="{sign}" i]' if few else "font[color]"]
        selectors.append("body[text]")
    return _Wanted(frozenset(found), frozenset(fading.values()), tuple(selectors))


def _styled(sign: str) -> str:
    return f'[style*="{sign}" i]'


def _fading(lowered: str) -> dict[str, str]:
    """Colours of letters that are none, or that something is painted in: as they are written, and what they are."""
    letters, painted = set(_TEXT.findall(lowered)) if "<body" in lowered else set(), set[str]()
    # A page says the same few colours again and again, so each is read once.
    said = {(before[-11:], after[:80]) for before, after in pairwise(lowered.split("color"))}
    for before, after in said:
        found = _COLOUR.match(after)
        if found is not None and before[-2:] == "bg":
            painted.update(found[1].split()[:1])
        elif found is not None and before == "background-":
            painted.add(found[1])
        elif found is not None and before[-1:] not in _WITHIN:
            letters.add(found[1].strip())
    for after in {one[:240] for one in lowered.split("background")[1:]}:
        if (found := _BEHIND.match(after)) is not None:
            painted.update(found[1].split())
    behind = {"#ffffff", *filter(None, map(css.colour, map(str.strip, painted)))}
    known_letters = {value: known for value in letters if (known := css.colour(value))}
    return {
        value: known
        for value, known in known_letters.items()
        if known == "transparent" or any(_is_near(known, other) for other in list(behind)[:200])
    }


def _is_near(colour: str, behind: str) -> bool:
    if colour == behind:
        return bool(colour)
    if len(colour) != 7 or len(behind) != 7 or colour[0] != "#" or behind[0] != "#":
        return False
    return all(abs(int(colour[at : at + 2], 16) - int(behind[at : at + 2], 16)) <= NEAR for at in (1, 3, 5))


class _Page:
    """One page while its notes are made."""

    def __init__(self, tree: LexborHTMLParser, rules: Iterable[StyleRule], wanted: _Wanted) -> None:
        self._tree = tree
        self._wanted = wanted.properties
        self._colours = wanted.colours
        self._selectors = ",".join(wanted.selectors)
        self._left = WORK_LIMIT
        self._plain: dict[int, Values] = {}
        self._important: dict[int, Values] = {}
        self._touched: dict[int, LexborNode] = {}
        self._states: dict[int, _State] = {}
        self._depths: dict[int, int] = {}
        self._notes: dict[int, Note] = {}
        rules = [rule for rule in rules if self._wanted & (rule.declared.plain.keys() | rule.declared.important.keys())]
        if rules:
            self._match(rules)

    def notes(self) -> Mapping[int, Note]:
        """The notes of the whole page, made once."""
        for node in self._tree.css(self._selectors):
            self._touched.setdefault(node.mem_id, node)
        fades = self._wanted - {*_GONE, *_SIDES, *_LINES}
        roots: list[LexborNode] = []
        for mem_id, node in self._touched.items():
            own = self._own(node)
            gone, apart, struck = _is_gone(own), _apart(own), _is_struck(own)
            if gone or apart is not Apart.NOT or struck is not None:
                self._notes[mem_id] = Note(node, gone, apart, struck=struck)
            if fades and not gone and self._may_hide(own):
                roots.append(node)
        states = [(self._state(node), node) for node in roots]
        # The outermost first, so that each element is gone through once.
        states.sort(key=lambda one: self._depths[one[1].mem_id])
        seen: set[int] = set()
        for state, node in states:
            if (state.unseen or state.veiled) and node.mem_id not in seen:
                self._spread(node, state, seen)
        return self._notes

    def _may_hide(self, own: Values) -> bool:
        return (
            own.get("visibility") in ("hidden", "collapse")
            or ("font-size" in self._wanted and "font-size" in own and css.is_tiny(own["font-size"], False))
            or ("color" in own and css.colour(own["color"]) in self._colours)
        )

    def _own(self, node: LexborNode) -> Values:
        """What is declared for an element, the winner of each property."""
        given = node.attributes
        found: Values = {}
        if "hidden" in given:
            found["display"] = "none"
        if "color" in self._wanted:
            _old_colours(node.tag or "", given, found)
        if node.tag == "font" and given.get("size"):
            found["font-size"] = "medium"
        style = given.get("style")
        inline = css.declared(style) if style else None
        if self._plain and node.mem_id in self._plain:
            found.update(self._plain[node.mem_id])
        if inline is not None:
            found.update(inline.plain)
        if self._important and node.mem_id in self._important:
            found.update(self._important[node.mem_id])
        if inline is not None and inline.important:
            found.update(inline.important)
        return found

    def _state(self, node: LexborNode) -> _State:
        chain: list[LexborNode] = []
        above: LexborNode | None = node
        while above is not None and above.mem_id not in self._states and (above.tag or "-")[0] != "-":
            chain.append(above)
            above = above.parent
        state = self._states.get(above.mem_id, _State()) if above is not None else _State()
        depth = self._depths.get(above.mem_id, 0) if above is not None else 0
        for one in reversed(chain):
            depth += 1
            self._depths[one.mem_id] = depth
            state = self._states[one.mem_id] = _inside(state, self._own(one))
        return state

    def _spread(self, root: LexborNode, state: _State, seen: set[int]) -> None:
        """Note an element that is not seen, and all inside it that is seen again."""
        self._add(root, state)
        waiting = [(root, state)]
        while waiting:
            above, outer = waiting.pop()
            seen.add(above.mem_id)
            child = above.child
            while child is not None:
                if (child.tag or "-")[0] != "-":
                    inner = _inside(outer, self._own(child))
                    if (inner.unseen, inner.veiled) != (outer.unseen, outer.veiled):
                        self._add(child, inner)
                    waiting.append((child, inner))
                child = child.next

    def _add(self, node: LexborNode, state: _State) -> None:
        known = self._notes.get(node.mem_id, Note(node))
        self._notes[node.mem_id] = replace(known, unseen=state.unseen, veiled=state.veiled)

    def _match(self, rules: Iterable[StyleRule]) -> None:
        """Write down for each element what the rules declare for it: a later rule over an earlier one."""
        named: dict[str, list[LexborNode]] = defaultdict(list)
        known: dict[int, Compound] = {}
        for node in self._tree.css("[class],[id]"):
            if node.mem_id not in known:
                given = node.attributes
                classes = frozenset((given.get("class") or "").lower().split())
                identity = (given.get("id") or "").lower()
                known[node.mem_id] = Compound(node.tag or "", identity, classes)
                for name in classes:
                    named[f".{name}"].append(node)
                if identity:
                    named[f"#{identity}"].append(node)
        for rule in rules:
            for node in self._meant(rule.selector, named, known):
                for into, values in ((self._plain, rule.declared.plain), (self._important, rule.declared.important)):
                    if values:
                        into.setdefault(node.mem_id, {}).update(values)
                self._touched.setdefault(node.mem_id, node)
            if self._left <= 0:
                break

    def _meant(
        self, selector: Selector, named: dict[str, list[LexborNode]], known: Mapping[int, Compound]
    ) -> Iterator[LexborNode]:
        last = selector.compounds[-1]
        if last.identity:
            some = named.get(f"#{last.identity}", [])
        elif last.classes:
            some = min((named.get(f".{name}", []) for name in last.classes), key=len)
        else:
            key = last.tag or "*"
            if key not in named:
                named[key] = self._tree.css(key)
            some = named[key]
        self._left -= len(some)
        for node in some:
            if _is(node, last, known) and (len(selector.compounds) == 1 or self._is_within(node, selector, known)):
                yield node

    def _is_within(self, node: LexborNode, selector: Selector, known: Mapping[int, Compound]) -> bool:
        above = node.parent
        at = len(selector.compounds) - 2
        while above is not None and at >= 0:
            self._left -= 1
            if _is(above, selector.compounds[at], known):
                at -= 1
            elif selector.direct[at]:
                return False
            above = above.parent
        return at < 0


def _is(node: LexborNode, wanted: Compound, known: Mapping[int, Compound]) -> bool:
    if wanted.tag and node.tag != wanted.tag:
        return False
    if not wanted.identity and not wanted.classes:
        return True
    one = known.get(node.mem_id)
    return one is not None and wanted.identity in ("", one.identity) and wanted.classes <= one.classes


def _old_colours(tag: str, given: Mapping[str, str | None], found: Values) -> None:
    """What attributes from before style sheets say of colours."""
    if "bgcolor" in given and (behind := css.colour((given["bgcolor"] or "").strip().lower())):
        found["background-color"] = behind
    if given.get("background"):
        found["background-image"] = "url"
    if tag == "a" and given.get("href"):
        found["color"] = "link"
    letters = given.get("text") if tag == "body" else given.get("color") if tag == "font" else None
    if letters and (shown := css.colour(letters.strip().lower())):
        found["color"] = shown


def _is_gone(own: Values) -> bool:
    if own.get("display") == "none" or css.is_transparent(own.get("opacity", "1")):
        return True
    return own.get("overflow") in ("hidden", "clip") and any(css.is_nothing(own.get(side, "auto")) for side in _SIDES)


def _is_struck(own: Values) -> bool | None:
    line = own.get("text-decoration-line", own.get("text-decoration"))
    return None if line is None else "line-through" in line


def _apart(own: Values) -> Apart:
    display = own.get("display", "")
    if display in css.BLOCKS:
        return Apart.LINE
    # What floats or is placed by itself stands in no line (CSS 2.2, 9.7).
    lifted = own.get("float") in ("left", "right") or own.get("position") in ("absolute", "fixed")
    return Apart.WORD if display in css.CELLS or lifted else Apart.NOT


def _inside(outer: _State, own: Values) -> _State:
    if not own:
        return outer
    veiled, tiny, letters, behind = outer.veiled, outer.tiny, outer.colour, outer.behind
    visibility = own.get("visibility", "inherit")
    if visibility in ("hidden", "collapse"):
        veiled = True
    elif visibility in ("visible", "initial"):
        veiled = False
    if "font-size" in own:
        tiny = css.is_tiny(own["font-size"], tiny)
    shown = own.get("color", "inherit")
    if shown not in ("inherit", "currentcolor", "unset"):
        letters = "#000000" if shown == "initial" else css.colour(shown) or shown
    if own.get("background-image", "none") not in ("none", "initial"):
        behind = ""
    elif "background-color" in own:
        painted = css.colour(own["background-color"])
        if painted and painted != "transparent":
            behind = painted
    return _State(veiled, tiny, letters, behind)
