"""What of a page is seen, and what stands apart: sheets, style attributes and old attributes, as CSS 2 has it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from osone.mail import css
from osone.mail.css import Compound, Declared, Selector, StyleRule, Values
from osone.mail.suspects import LINES, SIDES, Suspects, is_near, suspects

WORK_LIMIT = 400_000
"""Looks at elements that a page's rules may cost; rules that come after are passed over."""


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


class _State(NamedTuple):
    """What an element has from itself and from what it is in."""

    veiled: bool = False
    tiny: bool = False
    colour: str = "#000000"
    behind: str = "#ffffff"
    """The colour that is painted behind it; empty where that is a picture."""

    @property
    def unseen(self) -> bool:
        return self.tiny or self.colour == "transparent" or is_near(self.colour, self.behind)


_NOTHING: Values = {}
_FEW = 12
"""Names of classes and ids that are looked for one by one."""
_GONE = frozenset(("display", "opacity", "overflow", "float", "position", *SIDES, *LINES))
"""What says nothing of letters."""
_TELLING = frozenset(("style", "hidden", "size", "color", "bgcolor", "background", "text", "href"))
"""Attributes that may declare something."""


def notes(tree: LexborHTMLParser, lowered: str, names: Set[str]) -> Mapping[int, Note]:
    """What is to know of each element of a page, by ``mem_id``.

    ``lowered`` is its source in small letters, ``names`` are those of the elements that it may have.
    """
    wanted = suspects(lowered, names)
    if not wanted.properties:
        return {}
    sheets = "\n".join(_sheets(tree)) if "style" in names else ""
    return _Page(tree, css.rules(sheets) if sheets else [], wanted).notes()


def _sheets(tree: LexborHTMLParser) -> Iterator[str]:
    for sheet in tree.css("style"):
        if css.holds(sheet.attributes.get("media") or ""):
            yield sheet.text()


class _Page:
    """One page while its notes are made."""

    def __init__(self, tree: LexborHTMLParser, rules: Iterable[StyleRule], wanted: Suspects) -> None:
        self._tree = tree
        self._wanted = wanted.properties
        self._colours = wanted.colours
        body = tree.body
        self._link = css.old_colour((body.attributes.get("link") or "") if body is not None else "") or "link"
        self._selectors = ",".join(wanted.selectors)
        self._left = WORK_LIMIT
        self._sizes = "font-size" in self._wanted
        self._plain: dict[int, Values] = {}
        self._important: dict[int, Values] = {}
        self._touched: dict[int, LexborNode] = {}
        self._owns: dict[int, Values] = {}
        self._states: dict[int, _State] = {}
        self._letters: dict[int, str] = {}
        self._behind: dict[int, str] = {}
        self._depths: dict[int, int] = {}
        self._notes: dict[int, Note] = {}
        lacks = self._wanted.isdisjoint
        rules = [one for one in rules if not lacks(one.declared.plain) or not lacks(one.declared.important)]
        if rules:
            self._match(rules)

    def notes(self) -> Mapping[int, Note]:
        """The notes of the whole page, made once."""
        for node in self._tree.css(self._selectors) if self._selectors else ():
            self._touched[node.mem_id] = node
        places = bool(self._wanted & _GONE)
        fades = bool(self._wanted - _GONE)
        roots: list[LexborNode] = []
        for mem_id, node in self._touched.items():
            own = self._own(node)
            if not own:
                continue
            gone = places and _is_gone(own)
            if places:
                apart, struck = _apart(own), _is_struck(own)
                if gone or apart is not Apart.NOT or struck is not None:
                    self._notes[mem_id] = Note(node, gone, apart, struck=struck)
            if fades and not gone and self._is_hidden(node, own):
                roots.append(node)
        states = [(self._state(node), node) for node in roots]
        # The outermost first, so that each element is gone through once.
        states.sort(key=lambda one: self._depths[one[1].mem_id])
        seen: set[int] = set()
        for state, node in states:
            if (state.unseen or state.veiled) and node.mem_id not in seen:
                self._spread(node, state, seen)
        return self._notes

    def _is_hidden(self, node: LexborNode, own: Values) -> bool:
        """Whether what an element says of itself takes it out of sight, there where it is."""
        if own.get("visibility") in ("hidden", "collapse"):
            return True
        if self._sizes and "font-size" in own and css.is_tiny(own["font-size"], False):
            return True
        if not self._colours or not (
            ("color" in own and css.colour(own["color"]) in self._colours)
            or ("background-color" in own and self._covers(own["background-color"]))
        ):
            return False
        letters = self._nearest(node, self._letters, _letters, "#000000")
        return letters == "transparent" or is_near(letters, self._nearest(node, self._behind, _behind, "#ffffff"))

    def _nearest(
        self, node: LexborNode, known: dict[int, str], said: Callable[[Values], str | None], else_: str
    ) -> str:
        """What the nearest element says that says something, from an element outwards."""
        passed: list[int] = []
        found: str | None = None
        above: LexborNode | None = node
        while above is not None:
            mem_id = above.mem_id
            found = known.get(mem_id)
            if found is not None:
                break
            passed.append(mem_id)
            own = self._owns.get(mem_id)
            if own is None:
                own = self._own(above)
            if own:
                found = said(own)
                if found is not None:
                    break
            above = above.parent
        found = else_ if found is None else found
        for mem_id in passed:
            known[mem_id] = found
        return found

    def _covers(self, painted: str) -> bool:
        """Whether letters of the page are not seen where something is painted so."""
        behind = css.colour(painted)
        return any(is_near(letters, behind) for letters in self._colours)

    def _own(self, node: LexborNode) -> Values:
        """What is declared for an element, the winner of each property."""
        mem_id = node.mem_id
        known = self._owns.get(mem_id)
        if known is not None:
            return known
        given = node.attributes
        telling = not _TELLING.isdisjoint(given)
        if not telling and mem_id not in self._plain and mem_id not in self._important:
            self._owns[mem_id] = _NOTHING
            return _NOTHING
        found: Values = {}
        self._owns[mem_id] = found
        inline: Declared | None = None
        if telling:
            if "hidden" in given:
                found["display"] = "none"
            if "color" in self._wanted:
                _old_colours(node, given, found, self._link)
            if "size" in given and given["size"] and node.tag == "font":
                found["font-size"] = "medium"
            if style := given.get("style"):
                inline = css.declared(style)
        if self._plain and mem_id in self._plain:
            found.update(self._plain[mem_id])
        if inline is not None:
            found.update(inline.plain)
        if self._important and mem_id in self._important:
            found.update(self._important[mem_id])
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
                if child.is_element_node:
                    own = self._own(child)
                    inner = _inside(outer, own) if own else outer
                    if inner is not outer and (inner.unseen, inner.veiled) != (outer.unseen, outer.veiled):
                        self._add(child, inner)
                    waiting.append((child, inner))
                child = child.next

    def _add(self, node: LexborNode, state: _State) -> None:
        known = self._notes.get(node.mem_id)
        if known is None:
            self._notes[node.mem_id] = Note(node, unseen=state.unseen, veiled=state.veiled)
        else:
            self._notes[node.mem_id] = replace(known, unseen=state.unseen, veiled=state.veiled)

    def _match(self, rules: Iterable[StyleRule]) -> None:
        """Write down for each element what the rules declare for it: a later rule over an earlier one."""
        named: dict[str, list[LexborNode]] = defaultdict(list)
        known: dict[int, Compound] = {}
        asked = _named(rules)
        for node in self._tree.css(asked) if asked else ():
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


def _named(rules: Iterable[StyleRule]) -> str:
    """A selector of all elements with a class or an id that these rules name; empty where they name none."""
    every = [compound for rule in rules for compound in rule.selector.compounds]
    names = {f'[class*="{name}" i]' for one in every for name in one.classes}
    names |= {f'[id="{one.identity}" i]' for one in every if one.identity}
    asked = ",".join(sorted(names))
    return asked if len(names) <= _FEW and asked.isascii() else "[class],[id]"


def _is(node: LexborNode, wanted: Compound, known: Mapping[int, Compound]) -> bool:
    if wanted.tag and node.tag != wanted.tag:
        return False
    if not wanted.identity and not wanted.classes:
        return True
    one = known.get(node.mem_id)
    return one is not None and wanted.identity in ("", one.identity) and wanted.classes <= one.classes


_OLD_LETTERS = (("text", "body"), ("color", "font"))


def _old_colours(node: LexborNode, given: Mapping[str, str | None], found: Values, link: str) -> None:
    """What attributes from before style sheets say of colours."""
    if "bgcolor" in given and (behind := css.old_colour(given["bgcolor"] or "")):
        found["background-color"] = behind
    if given.get("background"):
        found["background-image"] = "url"
    if given.get("href") and node.tag == "a":
        found["color"] = link
    for name, tag in _OLD_LETTERS:
        if name in given and node.tag == tag and (shown := css.old_colour(given[name] or "")):
            found["color"] = shown


def _is_gone(own: Values) -> bool:
    if own.get("display") == "none" or ("opacity" in own and css.is_transparent(own["opacity"])):
        return True
    return own.get("overflow") in ("hidden", "clip") and any(css.is_nothing(own.get(side, "auto")) for side in SIDES)


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
    shown, painted = _letters(own), _behind(own)
    return _State(veiled, tiny, letters if shown is None else shown, behind if painted is None else painted)


def _letters(own: Values) -> str | None:
    """The colour that is declared for letters; None where they have that of what they are in."""
    shown = own.get("color", "inherit")
    if shown in ("inherit", "currentcolor", "unset"):
        return None
    return "#000000" if shown == "initial" else css.colour(shown) or shown


def _behind(own: Values) -> str | None:
    """What is painted behind; empty for a picture, None where nothing is."""
    if own.get("background-image", "none") not in ("none", "initial"):
        return ""
    painted = css.colour(own["background-color"]) if "background-color" in own else ""
    return painted if painted and painted != "transparent" else None
