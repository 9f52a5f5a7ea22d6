"""Every screen in a language that nobody speaks: all that is said comes from the catalogue, and none of it is cut."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.parts.pseudo import KEPT, OPENS, pseudo, sentences, speak
from tests.tour.walk import Seen

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "resources" / "locale" / "osone.pot"
TEXTS = [words for one in sentences(TEMPLATE) for words in (one.text, one.many) if words]
LEAST = 10
"""So many letters of its own a sentence with fields must have, to be known again with anything in them."""
FIELD = r"[^\n]{1,60}"
QUOTED = re.compile("“[^”]*”?")
"""The words of others within a sentence: they may be longer than any place."""
WHOM = re.compile(re.escape(pseudo("To {people}").partition("{")[0]))
"""Names are as long as they are, too."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Where a text may be the same as a sentence of the catalogue without being it."""

    why: str
    part: str = ""
    """A part of the screens, by its QML file."""
    texts: frozenset[str] = frozenset()

    def __contains__(self, text: Seen) -> bool:
        return self.part in text.place.split("/") if self.part else text.text in self.texts


ALIKE = (
    Alike("what the person said to the companion", texts=frozenset({"no"})),
    Alike(
        "what an account calls its own folders",
        texts=frozenset({"Archive", "Drafts", "Inbox", "Junk", "Sent", "Trash"}),
    ),
)


OTHERS = Alike("an event's place is as long as who wrote it likes, and takes the room there is", part="Hours")


def in_english(seen: Sequence[Seen], known: Sequence[str]) -> Iterator[Seen]:
    """The texts that are sentences of the template as it stands there, with their fields filled or without any."""
    plain = {one for one in known if pseudo(one) != one}
    filled = [
        re.compile(FIELD.join(map(re.escape, KEPT.split(one))))
        for one in plain
        if KEPT.search(one) and len(re.findall(r"[^\W\d_]", KEPT.sub("", one))) >= LEAST
    ]
    for text in seen:
        if text.text in plain or any(one.fullmatch(text.text) for one in filled):
            yield text


def known_again(text: str, known: Sequence[str]) -> bool:
    """Whether a text is found as a sentence that is no translation."""
    return bool(list(in_english([Seen("", "", text)], known)))


def cut(seen: Sequence[Seen]) -> Iterator[Seen]:
    """The sentences of the catalogue that are not whole, but for what the words of others made too long."""
    for text in seen:
        others = QUOTED.search(text.text) or WHOM.match(text.text) or text in OTHERS
        if text.cut and OPENS in text.text and not others:
            yield text


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    """Every text of every screen, by day."""
    folder = tmp_path_factory.mktemp("locale")
    speak(TEMPLATE, folder)
    found = folder / "found.json"
    around = {name: value for name, value in os.environ.items() if not name.startswith("QT_SCALE")}
    walked = subprocess.run(
        [sys.executable, "-m", "tests.tour.walk", folder, found],
        cwd=ROOT, env=around | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "packaging")))},
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert walked.returncode == 0, walked.stderr
    return [Seen(**text) for text in json.loads(found.read_text("utf-8"))]


def test_what_is_said_comes_from_the_catalogue(seen: list[Seen]) -> None:
    assert len({text.scene for text in seen}) > 60
    assert sum(text.text.startswith(OPENS) for text in seen) > 1000
    bare = [text for text in in_english(seen, TEXTS) if not any(text in alike for alike in ALIKE)]
    assert told(bare) == []


def test_what_is_alike_is_still_met(seen: list[Seen]) -> None:
    bare = list(in_english(seen, TEXTS))
    assert [alike.why for alike in ALIKE if not any(text in alike for text in bare)] == []


def test_no_sentence_is_cut(seen: list[Seen]) -> None:
    assert told(cut(seen)) == []


def told(texts: Iterable[Seen]) -> list[str]:
    """Each text once, with where it stands first."""
    first = {(text.place, text.text): text for text in reversed(list(texts))}
    return [f"{text.scene}, {text.place}: {text.text} {text.cut}".rstrip() for text in first.values()]


def test_a_sentence_is_known_again_with_its_fields_filled() -> None:
    known = ["Archive", "{count} conversations in {folder}", "{first} and {last}"]
    assert known_again("Archive", known)
    assert known_again("12 conversations in Trips", known)
    assert not known_again("Salt and pepper", known)
    assert not known_again(pseudo("Archive"), known)


def test_what_is_cut_is_found_but_for_quoted_words() -> None:
    texts = [
        Seen("home", "Words", "[Hhéré]", "elided"),
        Seen("home", "Words", "[Hhéré]"),
        Seen("home", "Words", "a message that somebody wrote", "elided"),
        Seen("home", "Words", "[Ffíñd “so many words”]", "elided"),
    ]
    assert list(cut(texts)) == texts[:1]
