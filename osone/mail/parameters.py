"""Parameters of Content-Type and Content-Disposition (RFC 2045, section 5.1; RFC 2231)."""

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from osone.mail.charsets import decode
from osone.mail.words import decode_words

KEPT_LIMIT = 40
"""Letters of parameters that are read once; a boundary or a file name, which is another each time, needs more."""
_AROUND = " \t\r\n\"'"
_NAME = re.compile(r"[^\s=;\"]{1,100}")
_CONTINUED = re.compile(r"([^*]+)\*(\d{1,3})(\*?)")
# Any sign may be escaped, but many a mailer writes the path of a file as it is: there a backslash is one.
_ESCAPED = re.compile(r"\\([\"\\])")


def split(value: str) -> tuple[str, dict[str, str]]:
    """The token before the first semicolon in lower case, and the parameters by their names in lower case.

    Split and percent-encoded parameters are put together; encoded words inside quotes, which RFC 2047 forbids and
    most mailers write, are read. The first of two equal names counts.
    """
    token, _, rest = value.partition(";")
    if len(rest) <= KEPT_LIMIT:
        return token.strip(_AROUND).lower(), dict(_kept(rest)) if rest else {}
    return token.strip(_AROUND).lower(), _parameters(rest[:65536])


@lru_cache(maxsize=512)
def _kept(rest: str) -> dict[str, str]:
    # Mailers write few sets and charsets, in few ways.
    return _parameters(rest)


def _parameters(rest: str) -> dict[str, str]:
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for name, text in _scan(rest):
        continued = _CONTINUED.fullmatch(name)
        if continued is not None:
            pieces.setdefault(continued[1], {}).setdefault(int(continued[2]), (bool(continued[3]), text))
        elif name.endswith("*"):
            pieces.setdefault(name[:-1], {}).setdefault(0, (True, text))
        else:
            plain.setdefault(name, decode_words(text))
    for name, numbered in pieces.items():
        plain[name] = _joined(numbered)
    return plain


def _scan(rest: str) -> list[tuple[str, str]]:
    """Names and raw values. By hand, as a mailer may forget a closing quote, a quote altogether, or a semicolon."""
    found: list[tuple[str, str]] = []
    at, end = 0, len(rest)
    while at < end and len(found) < 200:
        while at < end and rest[at] in "; \t\r\n":
            at += 1
        name = _NAME.match(rest, at)
        if name is None:
            at += 1
            continue
        at = name.end()
        while at < end and rest[at] in " \t\r\n":
            at += 1
        if at >= end or rest[at] != "=":
            continue
        at += 1
        while at < end and rest[at] in " \t\r\n":
            at += 1
        if at < end and rest[at] == '"':
            close = at + 1
            while True:
                close = rest.find('"', close)
                if close < 0:
                    break
                slashes = 0
                while rest[close - 1 - slashes] == "\\":
                    slashes += 1
                if slashes % 2 == 0:
                    break
                close += 1
            if close < 0:
                close = rest.find(";", at)
                close = end if close < 0 else close
            found.append((name[0].lower(), _ESCAPED.sub(r"\1", rest[at + 1 : close])))
            at = close + 1
        else:
            close = rest.find(";", at)
            close = end if close < 0 else close
            found.append((name[0].lower(), rest[at:close].strip()))
            at = close
    return found


def _joined(numbered: dict[int, tuple[bool, str]]) -> str:
    charset = ""
    data = bytearray()
    for position, (at, (encoded, text)) in enumerate(sorted(numbered.items())):
        if encoded and position == 0 and at == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        piece = text.encode(errors="replace")
        data += unquote_to_bytes(piece) if encoded else piece
    return decode_words(decode(bytes(data), charset))
