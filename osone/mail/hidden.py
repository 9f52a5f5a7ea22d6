"""What a mail's HTML hides from its reader: preview text, tracking pixels, parts for other screens."""

import re

_STYLE = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,4000})\}")
_BRACE = re.compile(r"[{}]")
_CLASS = re.compile(r"(?:[a-z]+)?\.([\w-]+)")
_ZERO = re.compile(r"0*\.?0*(?:px|pt|em|rem|%|vw|in)?")


def declarations(style: str) -> dict[str, str]:
    """The properties of a style attribute, names and values in lower case, ``!important`` left out."""
    return {name: value.replace("!important", "").strip() for name, value in _STYLE.findall(style[:4000].lower())}


def hides(style: dict[str, str]) -> bool:
    """Whether an element with these properties shows nothing, whatever is inside it."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if style.get("mso-hide") == "all" and ("max-height" in style or "font-size" in style or "height" in style):
        return True
    if _ZERO.fullmatch(style.get("opacity", "1")):
        return True
    if style.get("overflow") == "hidden":
        return any(name in style and is_zero(style[name]) for name in ("max-height", "height", "max-width", "width"))
    return False


def is_zero(length: str) -> bool:
    """Whether a length is nothing, or a single pixel."""
    return bool(length) and (length in ("1px", "1pt") or _ZERO.fullmatch(length) is not None)


def hidden_classes(sheet: str) -> frozenset[str]:
    """The classes that a style sheet hides on every screen. What stands inside ``@media`` is left alone."""
    sheet = _without_at_rules(_COMMENT.sub("", sheet[:200_000])).lower()
    found: set[str] = set()
    for selectors, body in _RULE.findall(sheet):
        if "none" in body and declarations(body).get("display") == "none":
            for selector in selectors.split(","):
                simple = _CLASS.fullmatch(selector.strip())
                if simple is not None:
                    found.add(simple[1])
    return frozenset(found)


def _without_at_rules(sheet: str) -> str:
    out: list[str] = []
    position = 0
    while (at := sheet.find("@", position)) >= 0:
        out.append(sheet[position:at])
        brace, semicolon = sheet.find("{", at), sheet.find(";", at)
        if brace < 0 or 0 <= semicolon < brace:
            position = semicolon + 1 if semicolon >= 0 else len(sheet)
            continue
        depth, position = 1, brace + 1
        while depth:
            found = _BRACE.search(sheet, position)
            if found is None:
                position = len(sheet)
                break
            depth += 1 if found[0] == "{" else -1
            position = found.end()
    out.append(sheet[position:])
    return "".join(out)
