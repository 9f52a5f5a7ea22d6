"""Addresses in header fields (RFC 5322, sections 3.4 and 4.4), read as forgivingly as they are written."""

import re
from functools import lru_cache

from osone.mail.words import decode_words
from osone.model.mail import Address
from osone.text.lines import clean

LIMIT = 2000
"""How many addresses of one field are kept."""
KEPT_LIMIT = 600
"""Letters of a field that is read once."""
# The quoted string is bounded so that a field of nothing but quotes is read in linear time. What an encoded word holds
# (RFC 2047, section 5) is no sign of the field's own, whatever it is.
_TOKEN = re.compile(
    r'"((?:[^"\\]|\\.){0,1000})"|<([^<>]*)>|([(),;:])|(=\?[^?\s()<>,;:"]{1,60}\?[bBqQ]\?[^?"]{0,1000}\?='
    r'|[^\s"(),;:<>\\]+)|(\s+)|(\\.|.)',
    re.DOTALL,
)
_PLAIN = re.compile(r'\s*(?:"([^"\\()<>]*)"|([^"\\(),;:<>@]*?))\s*<([^\s<>()"\\,;:]+@[^\s<>()"\\,;:]+)>\s*')
_BARE = re.compile(r'\s*([^\s<>()"\\,;:]+@[^\s<>()"\\,;:]+)\s*')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DOTTED = re.compile(r" ?([.@]) ?")
_COMMENT = re.compile(r"\([^()]*\)")


def addresses(value: str) -> tuple[Address, ...]:
    """The mailboxes of a field in order, groups opened, comments used as names where there is no other."""
    if not value:
        return ()
    if len(value) <= KEPT_LIMIT:
        return _kept(value)
    return _several(value) or _read(value)


@lru_cache(maxsize=8192)
def _kept(value: str) -> tuple[Address, ...]:
    # The same few people write most of the mail, so their fields are read once.
    usual = _usual(value)
    if usual is not None:
        return (usual,)
    return _several(value) or _read(value)


def _several(value: str) -> tuple[Address, ...]:
    """Several, each as nearly everybody writes it; none where any must be read sign by sign."""
    if "," not in value or "=?" in value or any(sign in value for sign in "();:\\"):
        return ()
    # A comma in quotes leaves pieces that are no addresses.
    pieces = [piece for piece in value.split(",") if piece and not piece.isspace()]
    if any(len(piece) > KEPT_LIMIT for piece in pieces[:LIMIT]):
        return ()
    found = [address for address in map(_usual, pieces[:LIMIT]) if address is not None]
    return tuple(found) if len(found) == min(len(pieces), LIMIT) else ()


def _usual(value: str) -> Address | None:
    """An address as nearly everybody writes it; None where it must be read sign by sign."""
    plain = _PLAIN.fullmatch(value)
    if plain is not None:
        return _named(clean(decode_words(plain[1] or plain[2] or "")), clean(plain[3]))
    bare = _BARE.fullmatch(value) if "=?" not in value else None
    return Address("", clean(bare[1])) if bare is not None else None


def _named(name: str, email: str) -> Address:
    """An address with its name: without the quotes that some programs write into it, and none that only repeats it."""
    if len(name) > 2 and name[0] == name[-1] == "'":
        name = name[1:-1]
    return Address("" if name == email else name, email)


class _Mailbox:
    """One address while it is being read."""

    __slots__ = ("angle", "comments", "signed", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.comments: list[str] = []
        self.angle: str | None = None
        self.signed = False
        """Whether an ``@`` stands among the words as they were written."""

    def finished(self) -> Address | None:
        phrase = clean(decode_words("".join(self.words)))
        comment = clean(decode_words(" ".join(self.comments)))
        if self.angle is not None:
            email = _spec(self.angle)
            if not email and self.signed:
                return Address("", phrase)
            if phrase and comment:
                phrase = f"{phrase} ({comment})"
            name = phrase or comment
            return _named(name, email) if name or email else None
        if self.signed and "@" in phrase:
            # "Jane jane@x.org": the word with the sign is the address, the rest the name.
            words = _DOTTED.sub(r"\1", phrase).split()
            email = next(word for word in words if "@" in word)
            name = " ".join(word for word in words if word is not email)
            return Address(name or comment, email.strip(".'<>"))
        name = phrase or comment
        return Address(name, "") if name else None


def _spec(angle: str) -> str:
    """The ``local@domain`` inside angle brackets, without obsolete routes, comments and blanks."""
    if "(" in angle and '"' not in angle:
        angle = _COMMENT.sub("", angle)
    if angle.lstrip().startswith("@") and ":" in angle:
        angle = angle.rpartition(":")[2]
    if angle[:7].lower() == "mailto:":
        angle = angle[7:]
    return "".join(clean(decode_words(angle)).split())


def _read(value: str) -> tuple[Address, ...]:
    found = _mailboxes(value)
    if "=?" in value and not any(address.email for address in found):
        # All of it was encoded. Where it has an address of its own, an encoded one is only a name: anybody's.
        decoded = _mailboxes(decode_words(value))
        if any(address.email for address in decoded):
            return decoded
    return found


def _mailboxes(value: str) -> tuple[Address, ...]:
    found: list[Address] = []
    mailbox = _Mailbox()
    depth = 0
    comment: list[str] = []
    grouped = ";" in value
    for token in _TOKEN.finditer(value):
        kind = token.lastindex
        text = token[0]
        if depth:
            if text == "(":
                depth += 1
            elif text == ")":
                depth -= 1
                if not depth:
                    if mailbox.angle is None or not mailbox.words:
                        mailbox.comments.append(_ESCAPED.sub(r"\1", "".join(comment)))
                    comment = []
                    continue
            comment.append(text)
            continue
        if kind in (1, 4) and "@" in text and "=?" not in text:
            mailbox.signed = True
        if kind == 1:
            mailbox.words.append(_ESCAPED.sub(r"\1", token[1]))
        elif kind == 2:
            if mailbox.angle is not None:
                _put(found, mailbox)
                mailbox = _Mailbox()
                if len(found) >= LIMIT:
                    break
            mailbox.angle = token[2]
        elif kind == 3:
            if text == "(":
                depth = 1
            elif text in ",;":
                _put(found, mailbox)
                mailbox = _Mailbox()
                if len(found) >= LIMIT:
                    break
            elif text == ":" and grouped:
                mailbox = _Mailbox()
            else:
                mailbox.words.append(text)
        elif text not in "<>":
            mailbox.words.append(text if kind != 5 else " ")
    if comment:
        mailbox.comments.append("".join(comment))
    _put(found, mailbox)
    return tuple(found[:LIMIT])


def _put(found: list[Address], mailbox: _Mailbox) -> None:
    address = mailbox.finished()
    if address is None:
        return
    if mailbox.angle is not None and found and not found[-1].email and address.email:
        # "Doe, Jane <jane@x.org>" without its quotes.
        before = found.pop()
        address = Address(f"{before.name}, {address.name}" if address.name else before.name, address.email)
    found.append(address)
