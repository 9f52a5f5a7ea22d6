"""Style sheets and style attributes, as far as they say what is seen: CSS 2.2, chapters 4 to 6, and nothing more."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

SHEET_LIMIT = 200_000
"""Signs of all style sheets of a page that are read."""
STYLE_LIMIT = 4_000
"""Signs of one style attribute that are read."""
COLOUR_LIMIT = 200
"""Signs of a colour: one that is longer is none, and of an old attribute no more count (the standard takes 128)."""
RULES_LIMIT = 1_500
SELECTORS_LIMIT = 40
"""Selectors of one rule that are read."""
COMPOUNDS_LIMIT = 5
"""Elements that one selector may name, from an ancestor down."""
WIDTH = 800
"""CSS pixels of the screen that ``@media`` asks for: a window on a desk."""

BLOCKS = frozenset(
    ("block", "list-item", "table", "flex", "grid", "flow-root", "table-row", "table-caption", "table-row-group")
)
"""Displays that begin a line of their own."""
CELLS = frozenset(("inline-block", "inline-table", "inline-flex", "inline-grid", "table-cell"))
"""Displays that stand on a line by themselves, apart from the words beside them."""
_DISPLAYS = frozenset((*BLOCKS, *CELLS, "none", "inline", "contents", "initial", "inherit", "unset", "run-in"))
_VISIBILITIES = frozenset(("visible", "hidden", "collapse", "inherit", "initial", "unset"))
_SIZES = frozenset(("xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "initial"))
_RELATIVE = frozenset(("smaller", "larger", "inherit", "unset"))
_NAMED = {
    **{"black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#ffffff"},
    **{"maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "green": "#008000"},
    **{"lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff"},
    **{"teal": "#008080", "aqua": "#00ffff", "orange": "#ffa500", "whitesmoke": "#f5f5f5", "snow": "#fffafa"},
    **{"ivory": "#fffff0", "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3", "darkgray": "#a9a9a9"},
}

_KEPT = 1_000
"""Signs of a style that is read once, however often it is said."""
_KEPT_SHEET = 8_000
"""Signs of a style sheet that is read once as long as it comes again."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|pt|pc|in|cm|mm|em|rem|ex|ch|%|vw|vh|q)?")
_COMPOUND = re.compile(r"(\*|[a-z][a-z0-9]*)?((?:[.#]-?[_a-z\u0080-\uffff][\w-]*)*)(?::link)?")
_WORDS = re.compile(r"[^\s(]+\([^)]*\)|[^\s(]+")
_NAME = re.compile(r"([.#])([^.#]+)")
_FEATURE = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*(\d+(?:\.\d+)?)px\s*\)")
_FUNCTION = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*(\d*\.?\d+)%?\s*)?\)")

_HEX = re.compile("[0-9a-f]+")
_NO_HEX = re.compile("[^0-9a-f]")

Values = dict[str, str]
"""Properties by name, in small letters."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What one style attribute or rule declares."""

    plain: Values
    important: Values

    @property
    def values(self) -> Values:
        """Both together."""
        return {**self.plain, **self.important} if self.important else self.plain


@dataclass(frozen=True, slots=True)
class Compound:
    """One element as a selector names it: its type (empty: any), its id and its classes, in small letters."""

    tag: str
    identity: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Selector:
    """An element by itself and what it is in."""

    compounds: tuple[Compound, ...]
    """From the outermost to the element itself."""
    direct: tuple[bool, ...]
    """For each but the last, whether the next one is its child, and not merely somewhere in it."""
    specificity: int


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A rule of a style sheet, for one selector."""

    selector: Selector
    declared: Declared


def uncommented(text: str) -> str:
    """A style or a sheet without its comments."""
    return _COMMENT.sub("", text)


def declared(style: str) -> Declared:
    """What a style attribute, or the inside of a rule, declares. What is not valid is passed over, as CSS has it."""
    # What is kept has a bound in its length as well as in its number.
    return _kept(style) if len(style) <= _KEPT else _declared(style[:STYLE_LIMIT])


def _declared(style: str) -> Declared:
    plain: Values = {}
    important: Values = {}
    for declaration in uncommented(style.lower()).split(";"):
        name, _colon, given = declaration.partition(":")
        name, value = name.strip(), given.strip()
        into = plain
        if "!" in value:
            value, _bang, said = value.partition("!")
            value = value.rstrip()
            if said.strip() != "important":
                continue
            into = important
        if name == "font":
            size = _size_in(value)
            if size:
                into["font-size"] = size
        elif name == "background":
            into["background-image"] = "url" if "url(" in value or "gradient" in value else "none"
            into["background-color"] = next((c for word in words(value) if (c := colour(word))), "transparent")
        elif _is_valid(name, value):
            into[name] = value
    return Declared(plain, important)


_kept = lru_cache(maxsize=2048)(_declared)


def words(value: str) -> list[str]:
    """The words of a value; a function with all that is in its brackets is one."""
    return _WORDS.findall(value[:300])


def _is_valid(name: str, value: str) -> bool:
    if name == "display":
        return value in _DISPLAYS or value.startswith("table-") or value.startswith("-")
    if name == "visibility":
        return value in _VISIBILITIES
    if name in ("color", "background-color"):
        return bool(colour(value)) or value in ("inherit", "currentcolor", "initial", "unset")
    if name == "font-size":
        return value in _SIZES or value in _RELATIVE or _LENGTH.fullmatch(value) is not None or "(" in value
    return bool(value)


def _size_in(font: str) -> str:
    """The size in the shorthand ``font``; empty where it has none."""
    if font in ("inherit", "unset"):
        return "inherit"
    for word in font.split():
        size = word.partition("/")[0]
        if size in _SIZES - {"initial"} or size in ("smaller", "larger"):
            return size
        found = _LENGTH.fullmatch(size)
        # A number without a unit is a weight, unless it is nought.
        if found is not None and (found[2] or float(found[1]) == 0):
            return size
    return "medium"


def colour(value: str) -> str:
    """A colour as ``#rrggbb``, or ``transparent``; one known by its name alone as it stands; empty for none."""
    return _colour(value) if len(value) <= COLOUR_LIMIT else ""


@lru_cache(maxsize=2048)
def _colour(value: str) -> str:
    if value in _NAMED:
        return _NAMED[value]
    if value.startswith("#"):
        digits = value[1:]
        if not re.fullmatch("[0-9a-f]{3,8}", digits):
            return ""
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        if len(digits) == 8:
            return "transparent" if digits[6:] == "00" else f"#{digits[:6]}"
        return f"#{digits}" if len(digits) == 6 else ""
    if value.startswith("rgb"):
        found = _FUNCTION.fullmatch(value)
        if found is None:
            return value
        if found[4] is not None and float(found[4]) == 0:
            return "transparent"
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.group(1, 2, 3))
    if value == "transparent" or value.startswith(("hsl", "hwb", "lab", "lch", "oklab", "oklch", "color(")):
        return value
    return value if value.isalpha() and len(value) > 2 and value not in _NO_COLOURS else ""


def old_colour(value: str) -> str:
    """The same of an attribute from before style sheets, where nearly everything is a colour.

    HTML standard, section 2.3.6, "rules for parsing a legacy colour value".
    """
    return _old_colour(value[:COLOUR_LIMIT])


@lru_cache(maxsize=1024)
def _old_colour(value: str) -> str:
    value = value.strip().lower()
    if not value or value == "transparent":
        return ""
    if value.isalpha() and not _HEX.fullmatch(value):
        return colour(value)
    if len(value) == 4 and value[0] == "#" and _HEX.fullmatch(value, 1):
        return colour(value)
    digits = _NO_HEX.sub("0", value[:128].removeprefix("#"))
    digits += "0" * (-len(digits) % 3 or 3 * (not digits))
    length = len(digits) // 3
    parts = [digits[at * length : (at + 1) * length][-8:] for at in range(3)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    return "#" + "".join(part[:2].rjust(2, "0") for part in parts)


_NO_COLOURS = frozenset(
    ("inherit", "initial", "unset", "currentcolor", "none", "auto", "repeat", "scroll", "fixed", "center", "top")
) | frozenset(("left", "right", "bottom", "cover", "contain", "local", "space", "round"))


def is_nothing(value: str) -> bool:
    """Whether an opacity, or the length of a side, is nought; a side of a single pixel counts as nought."""
    found = _LENGTH.fullmatch(value)
    if found is None:
        return False
    return float(found[1]) <= 0 or (found[2] in ("px", "pt") and float(found[1]) <= 1)


def is_transparent(opacity: str) -> bool:
    """Whether an element of this opacity is not seen."""
    found = _LENGTH.fullmatch(opacity)
    return found is not None and found[2] in (None, "%") and float(found[1]) <= 0


def is_tiny(size: str, inherited: bool) -> bool:
    """Whether letters of this size are too small to be seen, inside an element where they are or are not."""
    if size in _RELATIVE:
        return inherited
    found = _LENGTH.fullmatch(size)
    if found is None:
        return False
    number = float(found[1])
    if found[2] in ("em", "ex", "ch", "%"):
        return inherited or number <= (1 if found[2] == "%" else 0.05)
    return number == 0 or (found[2] in ("px", "pt") and number <= 1)


def rules(sheet: str) -> Sequence[StyleRule]:
    """The rules of a style sheet that hold on a screen, in the order in which a later one takes the place of others."""
    # Who writes again and again writes with the same sheet.
    return _kept_rules(sheet) if len(sheet) <= _KEPT_SHEET else _rules(sheet)


def _rules(sheet: str) -> Sequence[StyleRule]:
    found: list[StyleRule] = []
    for selectors, body in _blocks(uncommented(sheet[:SHEET_LIMIT]).lower()):
        what = declared(body.strip())
        if what.plain or what.important:
            for text in selectors.split(",", SELECTORS_LIMIT)[:SELECTORS_LIMIT]:
                selector = _selector(text)
                if selector is not None:
                    found.append(StyleRule(selector, what))
        if len(found) >= RULES_LIMIT:
            break
    return sorted(found, key=lambda rule: rule.selector.specificity)


_kept_rules = lru_cache(maxsize=32)(_rules)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and what is declared for them, also inside ``@media`` that hold."""
    at = 0
    while (brace := sheet.find("{", at)) >= 0:
        before = sheet[at:brace]
        # What ended before it: rules without a block, and blocks that were entered.
        before = before[max(before.rfind(";"), before.rfind("}")) + 1 :].strip()
        if not before.startswith("@"):
            end = sheet.find("}", brace)
            end = end if end >= 0 else len(sheet)
            yield before, sheet[brace + 1 : end]
            at = end + 1
        elif before.startswith("@media") and holds(before[6:]):
            at = brace + 1
        else:
            at = _after_block(sheet, brace + 1)


def _after_block(sheet: str, at: int) -> int:
    depth = 1
    while depth:
        found = _BRACE.search(sheet, at)
        if found is None:
            return len(sheet)
        depth += 1 if found[0] == "{" else -1
        at = found.end()
    return at


def holds(media: str) -> bool:
    """Whether what ``media`` asks for is a window on a desk."""
    return not media.strip() or any(map(_is_met, media.lower().split(",")[:SELECTORS_LIMIT]))


def _is_met(query: str) -> bool:
    parts = [part.strip() for part in query.strip().split(" and ")]
    kind = parts[0].removeprefix("only ").strip()
    if kind in ("screen", "all"):
        parts = parts[1:]
    for part in parts:
        feature = _FEATURE.fullmatch(part)
        if feature is None:
            return False
        width = float(feature[2])
        if width > WIDTH if feature[1] == "min" else width < WIDTH:
            return False
    return True


def _selector(text: str) -> Selector | None:
    """A selector of types, classes and ids; None where it is another."""
    if len(text) > 300:
        return None
    compounds: list[Compound] = []
    direct: list[bool] = []
    specificity = 0
    child = False
    for part in text.replace(">", " > ").split():
        if part == ">":
            child = True
            continue
        found = _COMPOUND.fullmatch(part)
        if found is None or len(compounds) == COMPOUNDS_LIMIT:
            return None
        names = _NAME.findall(found[2] or "")
        identities = [name for sign, name in names if sign == "#"]
        classes = frozenset(name for sign, name in names if sign == ".")
        tag = found[1] if found[1] and found[1] != "*" else ""
        if len(identities) > 1:
            return None
        if compounds:
            direct.append(child)
        child = False
        compounds.append(Compound(tag, identities[0] if identities else "", classes))
        specificity += 10_000 * len(identities) + 100 * (len(classes) + part.endswith(":link")) + bool(tag)
    if not compounds or child:
        return None
    return Selector(tuple(compounds), tuple(direct), specificity)
