"""By what something of a page may be unseen, or stand apart: looked for in its source, before its elements are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from osone.mail import css

SIDES = ("max-height", "height", "max-width", "width")
LINES = ("text-decoration", "text-decoration-line")
STRUCK = frozenset(("s", "del", "strike"))
"""Elements that a line goes through by themselves (HTML, section 15.3.4)."""
NEAR = 3
"""Steps of 255 by which a colour may differ from what is behind it, and is not seen all the same."""
_STYLE = re.compile(r"style\s*=\s*(?:\"[^\"]*|'[^']*|[^\s>]*)")
_EXACT = re.compile(r"style\s*=\s*[\"']?([\w#().,:;%! -]+)", re.ASCII)
"""A style that may stand in a selector's quotes as it is."""
# An entity may stand before what is looked for: then it is looked at.
_SAID = {
    "display": re.compile(r"display\s*(?:[<&-]|:\s*(?:[<&-]|none|block|inline-|table|flex|grid|list-item|flow-root))"),
    "opacity": re.compile(r"opacity\s*(?:[<&-]|:\s*[<&+.0-])"),
    "overflow": re.compile(r"overflow\s*(?:[<&-]|:\s*(?:[<&-]|hidden|clip))"),
    "visibility": re.compile(r"visibility\s*(?:[<&-]|:\s*(?:[<&-]|hidden|collapse))"),
    "float": re.compile(r"float\s*(?:[<&-]|:\s*(?:[<&-]|left|right))"),
    "position": re.compile(r"position\s*(?:[<&-]|:\s*(?:[<&-]|absolute|fixed))"),
}
"""What is said of each property where it may take something out of its line or out of sight."""
_TINY = {
    "font-size": re.compile(r"font-size\s*:\s*\+?(?:0|\.|1\.?0*p)"),
    "font": re.compile(r"font\s*:[^;}\"']{0,60}?(?<![\w.#%])0*\.?[01](?:p[xt]|r?em|%)?(?=[\s/;\"']|\Z)"),
}
# What a pattern begins with is looked for quickly, so what stands before it is asked for afterwards.
_HIDDEN = re.compile(r"hidden(?<=[\s\"'/]hidden)(?=[\s=>/])")
_VALUE = r"(\s*=\s*(?:\"\s*[^\"<>]{1,60}|'\s*[^'<>]{1,60}|[^\s\"'<>]{1,60}))"
"""An attribute's value in double quotes, in single ones, or in none."""
_BGCOLOR = re.compile("bgcolor" + _VALUE)
_FONT = re.compile("color(?<![a-z_-]color)" + _VALUE)
_BODY = re.compile(r"<body\b[^>]{0,2000}")
_OF_BODY = re.compile(r"(?<![a-z])(text|link)" + _VALUE)
_LETTERS = re.compile(r"color(?<![a-z_-]color)\s*:\s*([^;\"'}!>]{1,200})")
_PAINTED = re.compile(r"background(?:-color)?\s*:\s*([^;\"'}!>]{1,200})")
_PLAIN = re.compile(r"[#\w().,: %-]+")
"""What may stand in a selector's quotes as it is."""
_FEW = 12
"""Styles, and ways to write a colour, that are looked for one by one."""
_MANY = 200
"""Colours that are held against one another; no honest page has so many."""
_KEPT = 8_000
"""Signs of what a page says of how it looks, that are looked through once as long as they come again."""
_BLACK, _WHITE = "#000000", "#ffffff"

_Signs = dict[str, str]
"""Colours: as they are written, and what they are."""


@dataclass(frozen=True, slots=True)
class Suspects:
    """What is to be looked at in a page."""

    properties: frozenset[str]
    """By which something may be unseen, or stand apart."""
    selectors: tuple[str, ...] = ()
    """Of the elements that say so themselves."""
    colours: frozenset[str] = frozenset()
    """Of letters, that something is painted in too."""


@dataclass(frozen=True, slots=True)
class _Fading:
    """Colours that are not seen where they are, or where something is painted in them."""

    letters: _Signs
    """In styles."""
    fonts: _Signs
    """In an attribute of their own, as all that follow."""
    texts: _Signs
    """Of the whole page; the one that nobody writes has an empty name."""
    links: _Signs
    painted: _Signs
    """In styles."""
    bgcolors: _Signs


class _Said(NamedTuple):
    """What a page says of how it looks: a small part of it, and the same in every letter of one writer."""

    styles: frozenset[str] = frozenset()
    sheets: tuple[str, ...] = ()
    bgcolors: frozenset[str] = frozenset()
    fonts: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    struck: bool = False
    """Whether it has elements that a line goes through."""
    hidden: bool = False
    """Whether it has the attribute of this name."""


def suspects(lowered: str, names: Set[str]) -> Suspects:
    """What is to be looked at in a page of this source, in small letters, and with elements of these names."""
    # Each look through the whole is paid for.
    found = _Said(
        frozenset(_STYLE.findall(lowered)) if "style" in lowered else frozenset(),
        tuple(_sheets(lowered)) if "style" in names else (),
        frozenset(_BGCOLOR.findall(lowered)),
        frozenset(_FONT.findall(lowered)) if "font" in names else frozenset(),
        tuple(_BODY.findall(lowered)) if "body" in names else (),
        not names.isdisjoint(STRUCK),
        "hidden" in lowered and _HIDDEN.search(lowered) is not None,
    )
    signs = sum(len(one) for part in found[:5] for one in part)
    return _kept(found) if signs <= _KEPT else _suspects(found)


def _suspects(page: _Said) -> Suspects:
    found: set[str] = set()
    signs: dict[str, re.Pattern[str] | None] = {}
    selectors: list[str] = []
    styles = sorted(page.styles)
    if any("/*" in style for style in styles):
        # Such a one cannot stand in a selector as it is, which its stroke says.
        styles = [f"{css.uncommented(style)};/" if "/*" in style else style for style in styles]
    said = ";".join((*styles, *page.sheets))
    for sign, pattern in _SAID.items() if said else ():
        if sign in said and pattern.search(said):
            found.add(sign)
            signs[sign] = pattern
    if "overflow" in found:
        found.update(SIDES)
    if "line-through" in said or (LINES[0] in said and page.struck):
        found.update(LINES)
        signs[LINES[0]] = None
        selectors += STRUCK
    if page.hidden:
        found.add("display")
        selectors.append("[hidden]")
    for sign, pattern in _TINY.items() if "font" in said else ():
        if pattern.search(said):
            found.add("font-size")
            signs[sign] = pattern
    selectors += _styled(styles, signs)
    fading = _fading(page, said)
    if fading is None:
        return Suspects(frozenset(found), tuple(selectors))
    found.update(("color", "background-color", "background-image"))
    if any(fading.texts):
        selectors.append("body[text]")
    selectors += _styled(styles, _written(fading.letters, "color"))
    selectors += _styled(styles, _written(fading.painted, "background"))
    selectors += _each(fading.fonts, 'font[color="{}" i]', "font[color]")
    selectors += _each(fading.bgcolors, '[bgcolor="{}" i]', "[bgcolor]")
    if fading.links:
        selectors.append("a[href]")
    shades = (fading.letters, fading.fonts, fading.texts, fading.links)
    colours = frozenset(colour for signs in shades for colour in signs.values())
    return Suspects(frozenset(found), tuple(selectors), colours)


_kept = lru_cache(maxsize=64)(_suspects)


def _sheets(lowered: str) -> Iterator[str]:
    """What stands in the style sheets of a page, and no less."""
    for sheet in lowered.split("<style")[1:]:
        inside = sheet.partition("</style")[0]
        yield css.uncommented(inside) if "/*" in inside else inside


def _styled(styles: Iterable[str], signs: Mapping[str, re.Pattern[str] | None]) -> list[str]:
    """Selectors of what has a style in which one of these signs stands: a few by all of it, the others by the sign."""
    exact: list[str] = []
    others: dict[str, None] = {}
    for style in styles if signs else ():
        has = [sign for sign, said in signs.items() if sign in style and (said is None or said.search(style))]
        if has:
            whole = _EXACT.fullmatch(style) if len(exact) < _FEW else None
            if whole is not None:
                exact.append(f'[style="{whole[1]}" i]')
            else:
                others.update(dict.fromkeys(has))
    return [*exact, *(f'[style*="{sign}" i]' for sign in others)]


def _written(signs: _Signs, property_: str) -> dict[str, re.Pattern[str] | None]:
    """How these colours are written; by the property alone where they are many, or odd."""
    return dict.fromkeys(signs if _few(signs) else (property_,))


def _each(signs: _Signs, by_sign: str, by_any: str) -> list[str]:
    """Selectors of what has these colours in an attribute."""
    return [by_sign.format(sign) for sign in signs] if _few(signs) else [by_any]


def _few(signs: _Signs) -> bool:
    return len(signs) <= _FEW and all(map(_PLAIN.fullmatch, signs))


def _fading(page: _Said, said: str) -> _Fading | None:
    """Colours of letters and of links that are none, or that something is painted in; and what is painted in them."""
    texts: _Signs = {"": _BLACK}
    links: _Signs = {}
    for body in page.bodies:
        for name, given in _OF_BODY.findall(body) if "text" in body or "link" in body else ():
            (texts if name == "text" else links).update(_old((given,)))
    bgcolors, fonts = _old(sorted(page.bgcolors)), _old(sorted(page.fonts))
    coloured = "color" in said
    letters = _new(set(_LETTERS.findall(said))) if coloured else {}
    painted = _new(set(_backgrounds(said))) if "background" in said else {}
    behind = list({_WHITE, *painted.values(), *bgcolors.values()})[:_MANY]
    letters, fonts, texts, links = (_alike(signs, behind) for signs in (letters, fonts, texts, links))
    shades = list({*letters.values(), *fonts.values(), *texts.values(), *links.values()})[:_MANY]
    if not shades:
        return None
    return _Fading(letters, fonts, texts, links, _alike(painted, shades), _alike(bgcolors, shades))


def _backgrounds(said: str) -> Iterator[str]:
    for given in set(_PAINTED.findall(said)):
        yield from css.words(given)


def _alike(signs: _Signs, others: Sequence[str]) -> _Signs:
    return {
        sign: known
        for sign, known in signs.items()
        if known == "transparent" or any(is_near(known, other) for other in others)
    }


def _old(given: Iterable[str]) -> _Signs:
    """The colours of attributes."""
    found: _Signs = {}
    for one in given:
        sign = one.partition("=")[2].lstrip()
        sign = sign[1:] if sign[0] in "\"'" else sign
        if known := css.old_colour(sign):
            found[sign] = known
    return found


def _new(given: Iterable[str]) -> _Signs:
    """The colours of styles."""
    return {sign: known for one in given if (known := css.colour(sign := one.strip()))}


@lru_cache(maxsize=4096)
def is_near(colour: str, behind: str) -> bool:
    """Whether letters of a colour are not seen on what is painted in another."""
    if colour == behind:
        return bool(colour)
    if len(colour) != 7 or len(behind) != 7 or colour[0] != "#" or behind[0] != "#":
        return False
    return all(abs(int(colour[at : at + 2], 16) - int(behind[at : at + 2], 16)) <= NEAR for at in (1, 3, 5))
