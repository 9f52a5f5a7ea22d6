"""Message ids in a field: what is one, and what only looks like one, as an address or a word of a sentence does."""

import re

from osone.mail.words import decode_words

_ANGLED = re.compile(r"<([^<>]*)>")
_COMMENT = re.compile(r"(<[^<>]*>)|\([^()]*\)")
_BETWEEN = " \t,;"
_ID = re.compile(r"<([^<>\s]+)>")
_ONE = re.compile(r"<([!-;=?-~]+)>")
_USUAL = re.compile(r"<[!-;=?-~]+>(?:[ \t]+<[!-;=?-~]+>)+")
_QUOTED = re.compile(r"[\"']([^\"']*)[\"']$")
_LEADS_TO_ONE = frozenset(
    {"message", "msg", "mail", "email", "e-mail", "id", "message-id", "article", "letter", "posting", "of", "re"}
)
"""Words after which an id comes, not an address."""
LONG = 12
"""Letters before the ``@`` from which on something with a digit in it is rather an id than somebody's address."""


def message_ids(value: str) -> tuple[str, ...]:
    """The message ids of a field without their brackets and the blanks of a folded line, each once, in order.

    RFC 822, section 4.6.2, allowed a sentence in In-Reply-To: ``Message from Ann <ann@x.example> of "Tue, 2 Jun"
    <id@x.example>``. An address in it is no id; nor are bare words that hold an ``@``.
    """
    if not value:
        return ()
    if "=?" not in value:
        # As nearly everybody writes them.
        only = _ONE.fullmatch(value)
        if only is not None:
            return (only[1],)
        if _USUAL.fullmatch(value) is not None:
            return tuple(dict.fromkeys(_ONE.findall(value)))
    return _read(decode_words(value))


def _read(value: str) -> tuple[str, ...]:
    """The same, however they are written."""
    several = _ID.findall(value)
    if several and len(value) == sum(map(len, several)) + 2 * len(several) + value.count(" "):
        # Nothing else stands between them, as nearly everybody writes it.
        return tuple(dict.fromkeys(several))
    parts = _ANGLED.split(value)
    if len(parts) == 1:
        found = _bare(value)
    else:
        # Text and what stood in brackets take turns, text first.
        found = _joined(parts) if not any(text.strip(_BETWEEN) for text in parts[::2]) else _of_sentence(value)
    return tuple(dict.fromkeys(one for one in found if one))


def _joined(parts: list[str]) -> list[str]:
    return ["".join(one.split()) for one in parts[1::2]]


def _bare(value: str) -> list[str]:
    """Ids without brackets: the only word, or words that all look like ids."""
    words = [word.strip(",;\"'") for word in value.replace("<", " ").replace(">", " ").split()]
    return words if len(words) == 1 or all("@" in word for word in words) else []


def _of_sentence(value: str) -> list[str]:
    """The ids among what stands in brackets in a sentence, by the words before each."""
    parts = _ANGLED.split(_COMMENT.sub(r"\1 ", value))
    ids = _joined(parts)
    certain: list[str] = []
    follows = True
    for before, one in zip(parts[::2], ids, strict=False):
        words = " ".join(before.split()).strip(_BETWEEN)
        # What stands right behind another is what that was.
        follows = _leads_to_id(words) if words else follows
        if follows:
            certain.append(one)
    if certain or len(ids) > 1:
        return certain or ids[-1:]
    return [one for one in ids if _is_shaped(one)]


def _leads_to_id(words: str) -> bool:
    """Whether an id comes after these words: after a date, a colon, or a word that says so; else it is an address."""
    quoted = _QUOTED.search(words)
    if quoted is not None:
        return any(letter.isdigit() for letter in quoted[1])
    last = words.split(" ")[-1]
    if "@" in last:
        return False
    return last.endswith(":") or last.lower().strip(".") in _LEADS_TO_ONE or any(letter.isdigit() for letter in last)


def _is_shaped(one: str) -> bool:
    local = one.rpartition("@")[0]
    return len(local) >= LONG and any(letter.isdigit() for letter in local)
