"""Where a link leads: the host that a browser would really ask (URL standard, UTS #46), and how it is shown.

A host is shown in its own letters only where every label is of one script that cannot pass for another; else as it
goes over the wire, in punycode.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

import idna

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = re.compile("[\\x00-\\x20\\x7f-\\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What a browser takes out of an address or what nobody sees in one."""
_NO_HOST = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
"""What no host may have (the URL standard's forbidden domain code points)."""
_BREAK = re.compile(r"[\r\n]")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_TOGETHER = (
    frozenset({"LATIN"}),
    frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"CJK", "HANGUL"}),
    frozenset({"CJK", "BOPOMOFO"}),
)
"""Scripts that words of one language are written in together (UTS #39, highly restrictive)."""
_LIKE_LATIN = frozenset("асеорѕіјԛѡѵхуԁһӏѐёїґʼαοινρτυχω")
"""Letters of Cyrillic and Greek that nobody can tell from Latin ones (UTS #39, confusables)."""
_LONGEST_PORT = 5


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads."""

    scheme: str
    place: str
    """The host, or the address that a mail would go to, as it is shown."""
    url: str
    """What is opened."""
    shown: str
    """The whole address as it is shown, without what only pretends to be a host."""


def target(link: str) -> Target | None:
    """Where a link leads; None where its scheme is not one that is opened, or where it leads nowhere."""
    found = _SCHEME.match(link)
    if found is None:
        return None
    scheme, rest = found[1].lower(), link[found.end() :]
    if scheme == "mailto":
        return _letter(rest)
    if scheme not in ("http", "https"):
        return None
    rest = _UNSEEN.sub("", rest)
    authority = re.split(r"[/\\?#]", rest.lstrip("/\\"), maxsplit=1)[0]
    tail = rest.lstrip("/\\")[len(authority) :]
    cut = min((at for sign in "?#" if (at := tail.find(sign)) >= 0), default=len(tail))
    tail = tail[:cut].replace("\\", "/") + tail[cut:]
    user, sign, host = authority.rpartition("@")
    host, port = _port(host)
    wire = _wire(host)
    if wire is None or port is None:
        return None
    ours = f"{wire}{port}{tail}"
    shown = host_shown(wire)
    return Target(scheme, shown, f"{scheme}://{user}{sign}{ours}", f"{scheme}://{shown}{port}{tail}")


def _letter(rest: str) -> Target | None:
    """Where a ``mailto:`` leads (RFC 6068); a line break outside of the text would write fields of its own."""
    address, _sign, query = rest.partition("?")
    for part in re.split("[&;]", query):
        name, _equal, value = part.partition("=")
        if _BREAK.search(part) or (unquote(name).strip().lower() != "body" and _BREAK.search(unquote(value))):
            return None
        if _BREAK.search(unquote(name)):
            return None
    if _BREAK.search(unquote(address)):
        return None
    place = _UNSEEN.sub("", unquote(address))
    url = f"mailto:{rest.strip()}"
    return Target("mailto", place or url, url, url)


def _port(host: str) -> tuple[str, str | None]:
    """A host and its port with the colon; None for a port that is none."""
    name, colon, port = host.rpartition(":")
    if not colon or port.endswith("]"):
        return host, ""
    if not port:
        return name, ""
    good = port.isascii() and port.isdigit() and len(port) <= _LONGEST_PORT and int(port) < 1 << 16
    return name, f":{int(port)}" if good else None


def _wire(host: str) -> str | None:
    """A host as it goes over the wire, in lower case; None for what is none."""
    if host.startswith("[") and host.endswith("]"):
        return host.lower() if re.fullmatch(r"\[[0-9a-fA-F:.]+\]", host) else None
    host = unquote(host)
    try:
        mapped = host.lower() if host.isascii() else idna.uts46_remap(host, std3_rules=False, transitional=False)
        wire = ".".join(_label(label) for label in mapped.split("."))
    except (idna.IDNAError, UnicodeError, IndexError):
        return None
    if not wire.strip(".") or _NO_HOST.search(wire) or len(wire) > 255:
        return None
    return _numbers(wire)


def _label(label: str) -> str:
    if label.isascii():
        return label
    try:
        return idna.alabel(label).decode("ascii")
    except idna.IDNAError:
        # No registry gives such a name, but a browser asks for it all the same.
        return "xn--" + label.encode("punycode").decode("ascii")


def _numbers(host: str) -> str | None:
    """A host that is a number in disguise as the four bytes that it stands for (URL standard, IPv4 parser)."""
    parts = host.rstrip(".").split(".")
    if not _NUMBER.fullmatch(parts[-1]):
        return host
    if len(parts) > 4 or not all(map(_NUMBER.fullmatch, parts)) or any(len(part) > 20 for part in parts):
        return None
    values: list[int] = []
    for part in parts:
        base = 16 if part[:2].lower() == "0x" else 8 if len(part) > 1 and part[0] == "0" else 10
        try:
            values.append(int(part[2:] or "0", 16) if base == 16 else int(part, base))
        except ValueError:
            return None
    if any(value > 255 for value in values[:-1]) or values[-1] >= 256 ** (5 - len(values)):
        return None
    whole = sum(value << 8 * (3 - at) for at, value in enumerate(values[:-1])) + values[-1]
    return ".".join(str(whole >> shift & 255) for shift in (24, 16, 8, 0))


def host_shown(wire: str) -> str:
    """A host from the wire as it is shown."""
    if "xn--" not in wire:
        return wire
    labels = wire.split(".")
    shown = [_label_shown(label) for label in labels]
    # One label that could deceive spoils the whole name.
    return ".".join(label for label in shown if label is not None) if None not in shown else wire


def _label_shown(label: str) -> str | None:
    if not label.startswith("xn--"):
        return label
    try:
        letters = idna.ulabel(label)
    except (idna.IDNAError, UnicodeError):
        return None
    scripts = {_script(sign) for sign in letters if sign.isalpha()}
    if not all(sign.isalnum() or sign == "-" or unicodedata.category(sign) in ("Mn", "Mc") for sign in letters):
        return None
    if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
        return None
    return None if all(sign in _LIKE_LATIN or not sign.isalpha() for sign in letters) else letters


def _script(sign: str) -> str:
    return unicodedata.name(sign, "NONE").partition(" ")[0].partition("-")[0]
