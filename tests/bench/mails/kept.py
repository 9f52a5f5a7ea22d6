"""The words that a browser showed of each HTML part of the real messages, kept small: a number for each word."""

import lzma
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

FILE = Path(__file__).with_name("browsed.xz")
BITS = 18
"""Of the number that stands for a word: two words of one part hardly share one."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]"
)
_WORD = re.compile(r"\w+")

Numbers = Counter[int]
"""How often each word stands somewhere."""


@dataclass(frozen=True, slots=True)
class Browsed:
    """One HTML part as a browser showed it."""

    mail: bytes
    """Of the whole message, ``digest``."""
    place: int
    """Which of the message's HTML parts, from 0 on."""
    words: Numbers
    """What ``innerText`` gives."""
    unseen: Numbers
    """Those of them that nobody sees: for their size or colour, since nothing of what they are in is painted, or
    until somebody opens the list that they stand in."""
    beside: Numbers
    """What is seen and no text: the words in place of pictures, and in the fields of a form."""


def digest(raw: bytes) -> bytes:
    """By what a message is known."""
    return blake2b(raw, digest_size=6).digest()


def words_of(text: str) -> Iterator[str]:
    """The words of a text, without difference of case, width or unseen signs."""
    yield from _WORD.findall(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold())


def numbers_of(text: str) -> Numbers:
    """The same as numbers."""
    return Counter(zlib.crc32(word.encode("utf-8", "replace")) >> (32 - BITS) for word in words_of(text))


def write(parts: Iterable[Browsed], path: Path = FILE) -> None:
    """Keep them all."""
    out = bytearray()
    for part in parts:
        out += part.mail
        _put(out, part.place)
        _put_all(out, part.words)
        _put_all(out, part.unseen)
        _put_all(out, part.beside)
    path.write_bytes(lzma.compress(bytes(out), preset=9 | lzma.PRESET_EXTREME))


def read(path: Path = FILE) -> Iterator[Browsed]:
    """All that were kept."""
    given = lzma.decompress(path.read_bytes())
    at = 0
    while at < len(given):
        mail, at = given[at : at + 6], at + 6
        place, at = _take(given, at)
        words, at = _take_all(given, at)
        unseen, at = _take_all(given, at)
        beside, at = _take_all(given, at)
        yield Browsed(mail, place, words, unseen, beside)


def _put_all(out: bytearray, numbers: Numbers) -> None:
    """The numbers as steps from one to the next; a nought, which is no step, and how often, where it is not once."""
    _put(out, len(numbers))
    before = -1
    for number in sorted(numbers):
        if numbers[number] > 1:
            _put(out, 0)
            _put(out, numbers[number])
        _put(out, number - before)
        before = number


def _take_all(given: bytes, at: int) -> tuple[Numbers, int]:
    count, at = _take(given, at)
    numbers: Numbers = Counter()
    number = -1
    for _ in range(count):
        often = 1
        step, at = _take(given, at)
        if not step:
            often, at = _take(given, at)
            step, at = _take(given, at)
        number += step
        numbers[number] = often
    return numbers, at


def _put(out: bytearray, number: int) -> None:
    """Seven bits a byte, the lowest first."""
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def _take(given: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while given[at] > 127:
        number |= (given[at] & 127) << shift
        shift += 7
        at += 1
    return number | given[at] << shift, at + 1
