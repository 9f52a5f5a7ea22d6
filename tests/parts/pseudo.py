"""A language that nobody speaks: every sentence of the template longer, accented and in brackets.

What is shown without brackets was never in the catalogue; what is shown without its last one was cut.
"""

import re
from math import ceil
from pathlib import Path

import catalogue
import po
from sentences import Sentence

TAG = "xx"
LONGER = 0.3
"""By how much of its letters a sentence grows, as English does in German."""
OPENS, CLOSES = "[", "]"
ACCENTS = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
KEPT = re.compile(r"\{[^}]*\}|%\d|<[^>]*>|`[^`]*`")
"""What a translation keeps as it is: fields, marks of a style, what is typed."""
WORDS = re.compile(r"[^\W\d_]{2}")


def pseudo(text: str) -> str:
    """A sentence in that language, with its fields kept; what has no words is the same in every language."""
    if not WORDS.search(KEPT.sub("", text)):
        return text
    letters, said, at = 0, "", 0
    for kept in KEPT.finditer(text):
        plain = text[at : kept.start()]
        said, letters, at = said + _longer(plain, letters) + kept[0], letters + len(plain), kept.end()
    return OPENS + said + _longer(text[at:], letters) + CLOSES


def _longer(words: str, before: int) -> str:
    """The same with every third letter or so twice, all with accents; ``before`` are the letters that came before."""
    said = ""
    for at, letter in enumerate(words, before):
        more = letter.isalpha() and ceil((at + 1) * LONGER) > ceil(at * LONGER)
        said += letter + (letter.lower() if more else "")
    return said.translate(ACCENTS)


def speak(template: Path, folder: Path) -> None:
    """Write the catalogue of that language into a folder, as the program looks for it there."""
    entries = [
        po.Entry(one, tuple(pseudo(words) for words in (one.text, one.many) if words)) for one in sentences(template)
    ]
    written = folder / f"{TAG}.po"
    written.write_text(po.write(entries), encoding="utf-8")
    catalogue.make(written)


def sentences(template: Path) -> list[Sentence]:
    """Every sentence of the template."""
    return [entry.sentence for entry in po.read(template.read_text("utf-8"))]
