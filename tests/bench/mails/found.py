"""Whether search finds what is read: forty questions beside notmuch, each difference with its reason."""

import email
import email.policy
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from email.message import Message
from functools import partial
from pathlib import Path

import apsw

from osone.mail.mime import parse, words_read
from osone.queries import query as language
from osone.queries import search as finding
from osone.text.folding import folded
from tests.bench.mails.asked import QUESTIONS, Question
from tests.bench.mails.threads import numbered

TODAY = date(2026, 11, 30)
ALL = 1_000_000
_SIGNS = "_&'’.,:·"
_WITHIN = re.compile(rf"(?<=\w)[{_SIGNS}](?=\w)|_")
"""Signs that notmuch's index takes for a part of the word they stand in."""
_TAG = re.compile(r"<(?:[^'\">]++|'[^']*+(?:'|\Z)|\"[^\"]*+(?:\"|\Z))*+(?:>|\Z)")
"""A tag as notmuch knows one: quotes may hide its end, also those of a comment or of an apostrophe."""
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORDS = "CREATE VIRTUAL TABLE w USING fts5(subject, sender, recipients, body, tokenize='unicode61')"


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one message, as one of the two may have read it."""

    head: tuple[str, str, str]
    """Subject, senders, recipients."""
    body: str

    def holds(self, match: str, written: Callable[[str], str] = folded) -> bool:
        """Whether an expression of the index finds it."""
        memory = apsw.Connection(":memory:")
        memory.execute(_WORDS)
        memory.execute("INSERT INTO w VALUES (?, ?, ?, ?)", tuple(map(written, (*self.head, self.body))))
        return bool(match) and memory.execute("SELECT 1 FROM w WHERE w MATCH ?", (match,)).fetchone() is not None


@dataclass(frozen=True, slots=True)
class Met:
    """A message that one of the two finds and the other does not."""

    raw: bytes
    question: Question

    @property
    def query(self) -> language.Query:
        """The question as it is asked here."""
        return language.parse(self.question.ours + " ", today=TODAY, zone=UTC)

    @property
    def read(self) -> Page:
        """What is read of it here."""
        parsed = parse(self.raw)
        return Page(self._head, words_read(parsed))

    @property
    def everything(self) -> Page:
        """All texts in it, each as it came: other forms, attached ones, comments and tags of HTML."""
        return Page(self._head, "\n".join((*(text for _, text in _texts(self.raw)), self.raw.decode("latin-1"))))

    @property
    def without_tags(self) -> Page:
        """Its texts as notmuch has them: a tag is dropped, and nothing set in its place."""
        texts = (_TAG.sub("", text) if kind == "html" else text for kind, text in _texts(self.raw))
        return Page(self._head, "\n".join(texts))

    @property
    def _head(self) -> tuple[str, str, str]:
        header = parse(self.raw, words=False).header
        people = [
            " ".join(f"{a.name} {a.email}" for a in some) for some in ((header.sender,), (*header.to, *header.cc))
        ]
        return header.subject, people[0], people[1]


def _texts(raw: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in email.message_from_bytes(raw, policy=email.policy.compat32).walk():
        if part.get_content_maintype() in ("text", "message") and not part.is_multipart():
            data = part.get_payload(decode=True)
            found.append((part.get_content_subtype(), _decoded(data if isinstance(data, bytes) else b"", part)))
    return found


def _decoded(data: bytes, part: Message) -> str:
    try:
        return data.decode(str(part.get_param("charset") or "utf-8"))
    except (LookupError, UnicodeError):
        return data.decode("utf-8", "ignore")


def _with_signs(text: str) -> str:
    return _WITHIN.sub(lambda sign: f"q{'abcdefgh'[_SIGNS.index(sign[0])]}", text)


def _joined(text: str) -> str:
    return folded(_with_signs(text))


def _parted_by_signs(met: Met) -> bool:
    match = language.parse(_with_signs(met.question.ours) + " ", today=TODAY, zone=UTC).match
    return bool(match) and not met.read.holds(match, _joined)


def _within_a_run(met: Met) -> bool:
    return bool(_UNPARTED.search(met.read.body)) and not met.read.holds(met.query.match, str)


def _spelled_otherwise(met: Met) -> bool:
    words = re.findall(r"[^\W\d]+", re.sub(r"-\S+|\w+:\S+", "", met.question.ours.casefold()))
    read = " ".join((*met.read.head, met.read.body)).casefold()
    return " or " not in met.question.ours.casefold() and not all(re.search(rf"\b{word}", read) for word in words)


def _barred_in_part(met: Met) -> bool:
    _wanted, _not, unwanted = met.query.match.partition(" NOT ")
    return bool(unwanted) and met.read.holds(unwanted) and not met.read.holds(unwanted, _joined)


def _barred(met: Met) -> bool:
    wanted, _not, unwanted = met.query.match.partition(" NOT ")
    return bool(wanted) and bool(unwanted) and met.everything.holds(unwanted.strip("()"))


def _undeclared_file(met: Met) -> bool:
    parts = email.message_from_bytes(met.raw, policy=email.policy.compat32).walk()
    return "has:attachment" in met.question.ours and all(
        part.get_content_disposition() != "attachment" for part in parts
    )


def _attached_aside(met: Met) -> bool:
    declared = [
        part.get_content_type()
        for part in email.message_from_bytes(met.raw, policy=email.policy.compat32).walk()
        if part.get_content_disposition() == "attachment"
    ]
    return "has:attachment" in met.question.ours and all(
        kind.startswith("message/") or kind.endswith("signature") for kind in declared
    )


def _unnamed_charset(met: Met) -> bool:
    words = [word for word in re.findall(r"\w+", met.question.ours) if not word.isascii()]
    texts = "\n".join(text for _, text in _texts(met.raw)).casefold()
    return bool(words) and not all(word.casefold() in texts for word in words)


HERE: Mapping[str, Callable[[Met], bool]] = {
    "a file that its mail does not call an attachment": _undeclared_file,
    "a signature or a message that is attached": _attached_aside,
    "notmuch finds the word that must not be there in what is not read": _barred,
    "inside a run of a script that puts no blanks between words": _within_a_run,
    "in another spelling: accents, width, ligatures": _spelled_otherwise,
    "parted at _ or ' or . inside, where notmuch sees one word": _parted_by_signs,
    "in a charset that is not named, or in another than is named": _unnamed_charset,
    "lost or glued by notmuch, which drops tags as far as their quotes go": (
        lambda met: not met.without_tags.holds(met.query.match)
    ),
}
"""Why a message is found here alone; the first that holds."""
THERE: Mapping[str, Callable[[Met], bool]] = {
    "without the word that must not be there, for notmuch sees it as a part of one with _": _barred_in_part,
    "in what is not read: another form, an attached text, a comment, a tag": (
        lambda met: met.everything.holds(met.query.match)
    ),
}
"""Why a message is found by notmuch alone, that is not for the beginnings it makes of words."""


def measured(reader: apsw.Connection, config: Path, mails: Sequence[bytes]) -> Mapping[str, float]:
    """How often both agree, and each difference by its reason."""
    place = numbered(reader, mails)
    theirs = partial(_theirs, config)
    met = both = unexplained = 0
    for question in QUESTIONS:
        found = finding.find_words(reader, question.ours + " ", ALL, today=TODAY, zone=UTC)
        ours, stemmed = {place[message] for message in found}, theirs(question.notmuch)
        exact = theirs(question.exact) if question.exact else stemmed
        reasons = Counter(_reason(HERE, Met(mails[at], question)) for at in ours - stemmed)
        reasons["notmuch takes words of one stem for one"] = len(stemmed - ours - exact)
        reasons += Counter(_reason(THERE, Met(mails[at], question)) for at in stemmed & exact - ours)
        met += len(ours | stemmed)
        both += len(ours & stemmed)
        unexplained += reasons[""]
        print(
            f"  {question.ours:<42} {len(ours):>5} here, {len(stemmed):>5} in notmuch, {len(ours & stemmed):>5} in both"
        )
        for reason, count in (+reasons).most_common():
            print(f"      {count:>4} {reason or 'NOT EXPLAINED'}")
    return {"questions": float(len(QUESTIONS)), "found_by_both": both / met, "searches_unexplained": float(unexplained)}


def _theirs(config: Path, query: str) -> set[int]:
    line = ["notmuch", f"--config={config}", "search", "--output=files", "--exclude=false", query]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    return {int(Path(name).name.partition(".")[0]) for name in done.stdout.splitlines()}


def _reason(reasons: Mapping[str, Callable[[Met], bool]], met: Met) -> str:
    return next((said for said, holds in reasons.items() if holds(met)), "")
