"""Pages that were sent as plain text: which text is one, and which is only about one."""

import re

_BEFORE = re.compile(
    r"\ufeff?(?:\s+|<!--.{0,2000}?-->|(?:MIME-Version|Content-[\w-]{1,40}):[^\n]{0,300}\n)*+", re.IGNORECASE | re.DOTALL
)
"""What programs put before a page."""
_BEGINS = re.compile(
    r"<(?:!doctype\s+html|(?:x-)?html|head|body|meta|title|style|table|center|div|font|p|span|a\s+href|b|h[1-6])\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"<(?:!doctype\s+html|(?:x-)?html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(html|head|body|meta|title|style|table|tbody|tr|td|center|div|font|p|span|a|b|i|u|br|hr|img|ul|li|h[1-6])\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ENDED = re.compile(r"</(?:html|body|table|div|font|p|span|center|a|b|td|title|h[1-6])\s*>", re.IGNORECASE)
_OPENS, _LOOKED = 4_000, 60_000
_KINDS, _MANY = 3, 8


def page_of(text: str) -> str:
    """The page that a plain text is the source of, from its first sign on; empty where it is none.

    Looks at a bounded part of it.
    """
    if "<" not in text[:_OPENS] or (before := _BEFORE.match(text, 0, _OPENS)) is None:
        return ""
    at = before.end()
    begins = _BEGINS.match(text, at)
    looked = text[at : at + _LOOKED]
    if begins is None or _ENDED.search(looked) is None:
        return ""
    if _WHOLE.match(text, at) is None:
        # Without a frame around it, it takes several kinds of tags to be more than a word in angle brackets.
        names = [found[1].lower() for found in _TAG.finditer(looked)]
        if len(names) < _MANY or len(set(names)) < _KINDS:
            return ""
    return text[at:]
