"""What can still be asked of a search: the operators there are, and how one that is begun goes on."""

from dataclasses import dataclass

from osone.text.catalogue import N_, _

OPERATORS: tuple[tuple[str, str], ...] = (
    ("from:", N_("who sent it, like from:ann")),
    ("to:", N_("who received it")),
    ("subject:", N_("words in the subject")),
    ("has:attachment", N_("with a file")),
    ("is:unread", N_("not read yet")),
    ("is:starred", N_("starred")),
    ("in:archive", N_("in Archive, Sent, Trash …")),
    ("before:", N_("before a day, like before:may")),
    ("after:", N_("since a day, like after:monday")),
)
"""Each operator that is taught, and what it asks for."""
MORE: tuple[tuple[str, str], ...] = (
    ("cc:", N_("who received a copy")),
    ("with:", N_("sent by or to someone")),
    ("body:", N_("words in the text")),
    ("on:", N_("on a day, like on:friday")),
)
"""Those that are completed and not taught."""
VALUES: dict[str, tuple[tuple[str, str], ...]] = {
    "is": (
        ("unread", N_("not read yet")), ("read", N_("read already")), ("starred", N_("starred")),
    ),
    "has": (("attachment", N_("with a file")),),
    "in": (
        ("inbox", N_("in the inbox")), ("archive", N_("in the archive")), ("sent", N_("sent by you")),
        ("drafts", N_("not sent yet")), ("trash", N_("deleted")), ("spam", N_("junk")),
        ("anywhere", N_("everywhere, deleted and junk too")),
    ),
    "from": (("me", N_("sent by you")),),
    **dict.fromkeys(("before", "after", "on"), (
        ("today", N_("today")), ("yesterday", N_("yesterday")), ("last week", N_("last week")),
        ("last month", N_("last month")), ("last year", N_("last year")),
    )),
}  # fmt: skip
"""What an operator may be told, and what that asks for."""
LEAST = 2
"""Letters of an operator that must stand there before it is completed: one begins nearly every word."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way on from what was typed."""

    operator: str
    """The operator as it will stand there, whole."""
    sentence: str
    words: str
    """All that was typed, with the operator in the place of its beginning."""


def completions(words: str) -> list[Completion]:
    """How the last word goes on, where it begins an operator; where nothing is typed, every operator that is taught."""
    before, minus, last = _last(words)
    if not words.strip():
        return [Completion(operator, _(sentence), operator) for operator, sentence in OPERATORS]
    field, colon, value = last.lower().partition(":")
    if colon:
        found = [
            (f"{field}:{whole}", sentence)
            for whole, sentence in VALUES.get(field, ())
            if whole.startswith(value) and whole != value
        ]
    else:
        known = [*OPERATORS, *MORE]
        found = [pair for pair in known if len(field) >= LEAST and pair[0].startswith(field)]
    return [Completion(operator, _(sentence), before + minus + operator) for operator, sentence in found]


def _last(words: str) -> tuple[str, str, str]:
    """All before the last word, its minus, and the word itself; an open quotation is no beginning of an operator."""
    if words.count('"') % 2:
        return words, "", ""
    before, blank, last = words.rpartition(" ")
    minus = last[:1] if last[:1] in ("-", "–") else ""
    return before + blank, minus, last[len(minus) :]
