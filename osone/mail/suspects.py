"""By what something of a page may be unseen, or stand apart: looked for in its source, before its elements are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from osone.mail import css

SIDES = ("max-height", "height", "max-width", "width")
LINES = ("text-decoration", "text-decoration-line")
STRUCK = frozenset(("s", "del", "strike"))
"""Elements that a line goes through by themselves (HTML, section 15.3.4)."""
NEAR = 3
"""Steps of 255 by which a colour may differ from what is behind it, and is not seen all the same."""
_TINY = re.compile(r"font-size\s*:\s*\+?(?:0|\.|1\.?0*p)")
_SHORT = re.compile(r"font\s*:[^;}\"']{0,60}?(?<![\w.#%])0*\.?[01](?:p[xt]|r?em|%)?(?=[\s/])")
_STRUCK = re.compile(r"<(?:s|del|strike)[\s>]")
_DECLARED = re.compile(r"\s*:\s*([^;\"'}!>]{1,200})")
_GIVEN = re.compile(r"\s*=\s*(?:\"\s*([^\"<>]{1,60})|'\s*([^'<>]{1,60})|([^\s\"'<>]{1,60}))")
"""An attribute's value in double quotes, in single ones, or in none."""
_BODY = re.compile(r"<body\b[^>]{0,2000}")
_OF_BODY = re.compile(r"(?<![a-z])(text|link)(?=\s*=)")
_PLAIN = re.compile(r"[#\w().,: %-]+")
"""What may stand in a selector's quotes as it is."""
_WITHIN = frozenset("abcdefghijklmnopqrstuvwxyz-_")
_FEW = 12
"""Ways to write a colour that are looked for one by one."""
_MANY = 200
"""Colours that are held against one another; no honest page has so many."""
_BLACK, _WHITE = "#000000", "#ffffff"

_Signs = dict[tuple[str, bool], str]
"""Colours: as they are written, whether in an attribute of their own, and what they are."""


@dataclass(frozen=True, slots=True)
class Suspects:
    """What is to be looked at in a page."""

    properties: frozenset[str]
    """By which something may be unseen, or stand apart."""
    colours: frozenset[str] = frozenset()
    """Of letters, that something is painted in too."""
    selectors: tuple[str, ...] = ()
    """Of the elements that say so themselves."""


def suspects(lowered: str) -> Suspects:
    """What is to be looked at in a page of this source, in small letters."""
    found: set[str] = set()
    selectors: list[str] = []
    # Each look through the whole is paid for, and many a page has no style at all.
    if styled := "style" in lowered:
        for sign in ("display", "opacity", "overflow", "visibility", "float", "position"):
            if sign in lowered:
                found.add(sign)
                selectors.append(_styled(sign))
    if "overflow" in found:
        found.update(SIDES)
    if "line-through" in lowered or (LINES[0] in lowered and _STRUCK.search(lowered)):
        found.update(LINES)
        selectors.append(_styled(LINES[0]))
        selectors += STRUCK
    if "hidden" in lowered:
        found.add("display")
        selectors.append("[hidden]")
    if styled and "font" in lowered:
        tiny = set(_TINY.findall(lowered))
        if _SHORT.search(lowered):
            tiny.add("font")
        if tiny:
            found.add("font-size")
            selectors += [_styled(sign if _PLAIN.fullmatch(sign) else "font") for sign in sorted(tiny)[:_FEW]]
    letters, links, painted = _fading(lowered) if "color" in lowered or "<body" in lowered else ({}, {}, {})
    if letters or links:
        found.update(("color", "background-color", "background-image"))
        selectors += _each(letters, "color", 'font[color="{}" i]', "font[color]")
        selectors += _each(painted, "background", '[bgcolor="{}" i]', "[bgcolor]")
        selectors += ["body[text]", "body[bgcolor]"]
    if links:
        selectors.append("a[href]")
    return Suspects(frozenset(found), frozenset((*letters.values(), *links.values())), tuple(selectors))


def _styled(sign: str) -> str:
    return f'[style*="{sign}" i]'


def _each(signs: Iterable[tuple[str, bool]], property_: str, by_sign: str, by_any: str) -> Iterator[str]:
    """Selectors of what has these colours, in a style or in an attribute."""
    given = sorted(sign for sign, alone in signs if sign and alone)
    styled = sorted(sign for sign, alone in signs if sign and not alone)
    few = len(given) <= _FEW and all(map(_PLAIN.fullmatch, given))
    yield from map(by_sign.format, given) if few else (by_any,)
    few = len(styled) <= _FEW and all(map(_PLAIN.fullmatch, styled))
    yield from map(_styled, styled if few else (property_,))


def _fading(lowered: str) -> tuple[_Signs, _Signs, _Signs]:
    """Colours of letters and of links that are none, or that something is painted in; and what is painted in them."""
    letters: _Signs = {("", True): _BLACK}
    links: _Signs = {}
    painted: _Signs = {}
    if "<body" in lowered:
        for body in _BODY.finditer(lowered):
            for found in _OF_BODY.finditer(body[0]):
                _old(body[0], found.end(), letters if found[1] == "text" else links)
    # A page says the same few colours again and again, so each is read once.
    said = {(before[-11:], after[:80]) for before, after in pairwise(lowered.split("color"))}
    for before, after in said:
        if before[-2:] == "bg":
            _old(after, 0, painted)
        elif before[-1:] not in _WITHIN:
            _old(after, 0, letters)
            if (declared := _DECLARED.match(after)) is not None:
                _new((declared[1].strip(),), letters)
        elif before == "background-" and (declared := _DECLARED.match(after)) is not None:
            _new((declared[1].strip(),), painted)
    for after in {one[:240] for one in lowered.split("background")[1:]}:
        if (declared := _DECLARED.match(after)) is not None:
            _new(declared[1].split(), painted)
    behind = list({_WHITE, *painted.values()})[:_MANY]
    letters, links = _alike(letters, behind), _alike(links, behind)
    shades = list({*letters.values(), *links.values()})[:_MANY]
    return letters, links, _alike(painted, shades)


def _alike(signs: _Signs, others: Sequence[str]) -> _Signs:
    return {
        sign: known
        for sign, known in signs.items()
        if known == "transparent" or any(is_near(known, other) for other in others)
    }


def _old(source: str, at: int, into: _Signs) -> None:
    given = _GIVEN.match(source, at)
    sign = (given[1] or given[2] or given[3]).strip() if given is not None else ""
    if known := css.old_colour(sign):
        into[sign, True] = known


def _new(signs: Iterable[str], into: _Signs) -> None:
    for sign in signs:
        if known := css.colour(sign):
            into[sign, False] = known


@lru_cache(maxsize=4096)
def is_near(colour: str, behind: str) -> bool:
    """Whether letters of a colour are not seen on what is painted in another."""
    if colour == behind:
        return bool(colour)
    if len(colour) != 7 or len(behind) != 7 or colour[0] != "#" or behind[0] != "#":
        return False
    return all(abs(int(colour[at : at + 2], 16) - int(behind[at : at + 2], 16)) <= NEAR for at in (1, 3, 5))
