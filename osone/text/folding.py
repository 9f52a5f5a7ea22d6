"""One spelling for all that a reader takes for the same word, and words for scripts that part none, for search.

What is indexed and what is asked for go through the same letters, so that either finds the other. The index's own
tokeniser then parts what comes out at everything that is no letter, and knows ASCII's small and large letters.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = {
    **{"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n"},
    **{"ı": "i", "ĸ": "k", "ə": "e", "ǝ": "e", "ɛ": "e", "ƀ": "b", "ɓ": "b", "ƃ": "b", "ƈ": "c", "ȼ": "c"},
    **{"ɖ": "d", "ɗ": "d", "ƌ": "d", "ɇ": "e", "ƒ": "f", "ǥ": "g", "ɠ": "g", "ɣ": "g", "ɨ": "i", "ɩ": "i"},
    **{"ɉ": "j", "ƙ": "k", "ƚ": "l", "ɫ": "l", "ɯ": "m", "ɲ": "n", "ƞ": "n", "ɔ": "o", "ɵ": "o", "ƥ": "p"},
    **{"ɍ": "r", "ȿ": "s", "ƫ": "t", "ƭ": "t", "ʈ": "t", "ⱦ": "t", "ʉ": "u", "ʊ": "u", "ʋ": "v", "ƿ": "w"},
    **{"ƴ": "y", "ɏ": "y", "ƶ": "z", "ȥ": "z", "ʒ": "z", "ⱥ": "a"},
    # Letters that most people write without their mark; «й», «ї», «ў», «ѓ» and «ќ» are letters of their own.
    **{"ё": "е", "ѐ": "е", "ѝ": "и"},
    **dict.fromkeys(map(chr, range(0x483, 0x488)), ""),
    # What Arabic and Persian keyboards write for one letter, and the forms that are left out in haste.
    **{"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "\u0640": ""},
    # Apostrophes that are counted among the letters: Hawaiian, Ukrainian.
    **{"\u02b9": "'", "\u02bb": "'", "\u02bc": "'", "\u02bd": "'"},
}
"""Letters without a decomposition of their own, in small letters."""
_CYRILLIC = range(0x400, 0x530)
"""Where a mark makes another letter."""
_PAIRED = (
    # Han with its signs of repetition, kana, bopomofo
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u3096\u3099\u309a\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    # Thai, Lao, Khmer, Burmese, without their digits
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf\u1780-\u17d3\u17d7\u17dc\u17dd"
    "\u1000-\u103f\u1050-\u108f\u109a-\u109f\ua9e0-\ua9ef\uaa60-\uaa7f"
)
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"
_RUN = re.compile(f"[{_PAIRED}{_HANGUL}]+")
"""Signs of scripts that put no blank between words, or other words behind them as Korean does."""
_LAST = re.compile(rf"([{_PAIRED}{_HANGUL}]++)\W*+$")
_BROKEN = re.compile(f"\n(?<=[{_PAIRED}\uff66-\uff9f]\n)(?=[{_PAIRED}\uff66-\uff9f])")
"""A line that ends in the middle of a sentence without blanks."""
_FOREIGN = "osone.folded"
"""How Python's codecs know what is written for signs that are no ASCII."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)
_APART = str.maketrans({"™": " ", "℠": " ", "№": " no "})
"""What would else become a part of the word before or behind it."""
_KEPT_LENGTH = 24
"""Signs of a run that is remembered; longer ones hardly come again."""

# Marks and signs that belong to words stand as private letters, which the tokeniser keeps as it finds them.
_MARKS = range(0x300, 0x1B00)
_MARK, _SIGN, _CURRENCY = 0xE000, 0xF800, 0xF880
_DOLLAR = f" {chr(_SIGN + ord('$'))} "
_SIGNED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("+", re.compile(r"\+(?<=[A-Za-z0-9]\+)(?:\++|(?![A-Za-z0-9]))")),
    ("#", re.compile(r"#(?:(?<=[A-Za-z]#)(?!\w)|(?<=\b[A-Za-z]#)(?=\d)|(?<![^\s(\[{'\"/,;:]#)(?=\w))")),
    (".", re.compile(r"\.(?<![^ \n(]\.)(?=[A-Za-z])")),
    ("%", re.compile(r"%(?<=\d%)(?!\w)")),
)
"""Signs that make a word another one where they stand like this: C++, C#, #42, .net, 50%; in $100 it always does."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that somebody looks for, as they stand in the index."""

    words: str
    begins: bool | None
    """Whether the last of them is to be taken as a beginning; None where that is for the one who asks to say."""


def folded(text: str) -> str:
    """A text as it is indexed."""
    if not text.isascii():
        # A codec copies what is ASCII, and asks for each run of the rest: nothing else looks through it as fast.
        text = _BROKEN.sub("", text).encode("ascii", _FOREIGN).decode("utf-8", "surrogatepass")
    return _with_signs(text)


def asked(text: str) -> Asked:
    """Words as they are looked for among what ``folded`` gave."""
    # What would only end a string early inside SQLite.
    text = text.replace("\0", " ")
    if text.isascii():
        return Asked(_with_signs(text).strip(), None)
    text = _plain(text)
    last = _LAST.search(text)
    words = folded(text[: last.end(1)] if last is not None else text).strip()
    if last is None:
        return Asked(words, None)
    if len(last[1]) == 1:
        return Asked(words, True)
    # The text may go on behind its last sign, which therefore does not stand by itself.
    return Asked(words.rpartition(" ")[0].rstrip(), False)


def formerly(text: str) -> str:
    """Words as they are looked for among what was indexed up to version 1 of ``store.reread.READING``."""
    if not text.isascii():
        for written, kept in _FORMERLY:
            if written in text:
                text = text.replace(written, kept)
    return text


def holds_words(words: str) -> bool:
    """Whether there is anything in a folded text that the index knows."""
    return any(map(is_kept, words))


def is_kept(sign: str) -> bool:
    """Whether a sign of a folded text is part of a word in the index."""
    return sign.isalnum() or unicodedata.category(sign) == "Co"


_FORMERLY = (
    *((unicodedata.normalize("NFD", letter), letter) for letter in "йЙїЇўЎѓЃќЌ"),
    *((letter, unicodedata.normalize("NFD", letter)[0]) for letter in "ёЁάΆέΈήΉίΊόΌύΎώΏϊΪϋΫΐΰ"),
)


def _with_signs(text: str) -> str:
    if "$" in text:
        text = text.replace("$", _DOLLAR)
    for sign, found in _SIGNED:
        if sign in text:
            text = found.sub(_sign, text)
    return text


def _sign(found: re.Match[str]) -> str:
    return f" {''.join(chr(_SIGN + ord(sign)) for sign in found[0])} "


def _indexed(found: UnicodeError) -> tuple[bytes, int]:
    """What is written for a run of signs, and where it ends."""
    assert isinstance(found, UnicodeEncodeError)
    run = found.object[found.start : found.end]
    return (_kept(run) if len(run) <= _KEPT_LENGTH else _written(run)), found.end


def _written(run: str) -> bytes:
    return _spelled(run).encode("utf-8", "surrogatepass")


_kept = lru_cache(maxsize=30_000)(_written)
codecs.register_error(_FOREIGN, _indexed)


def _plain(text: str) -> str:
    """Text in which what differs in width, ligature or unseen signs alone is the same (NFKC)."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text).translate(_APART))


def _spelled(run: str) -> str:
    return _RUN.sub(_pairs, _plain(run)).translate(_TABLE)


def _pairs(found: re.Match[str]) -> str:
    """Each sign with the next one, and the last by itself, so that one sign is the beginning of a word everywhere."""
    run = found[0]
    return f" {' '.join(map(str.__add__, run, run[1:]))} {run[-1]} "


class _Table(dict[int, str]):
    """How each sign is written, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = written = _letter(chr(code)) if code > 0x7F else chr(code)
        return written


_TABLE = _Table()


def _letter(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Sc":
        return f" {chr(_CURRENCY + (ord(sign) & 0x7F))} "
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    small = sign.casefold()
    if len(small) == 1 and ord(small) in _CYRILLIC:
        return _LETTERS.get(small, small)
    apart = unicodedata.normalize("NFD", small)
    bare = unicodedata.normalize("NFC", "".join(part for part in apart if not _is_accent(part)))
    return "".join(_LETTERS.get(part, _private(part)) for part in bare)


def _private(part: str) -> str:
    mark = unicodedata.category(part) in ("Mn", "Mc") and ord(part) in _MARKS
    return chr(_MARK + ord(part) - _MARKS.start) if mark else part


def _is_accent(part: str) -> bool:
    """Whether a sign is a mark that one writes or leaves out: accents, the vowels of Arabic and Hebrew."""
    code = ord(part)
    if not unicodedata.combining(part):
        return False
    return (
        0x300 <= code < 0x370
        or 0x591 <= code < 0x5C8
        or 0x610 <= code < 0x760
        or 0x8CA <= code < 0x900
        or 0x1AB0 <= code < 0x1B00
        or 0x1DC0 <= code < 0x1E00
        or 0x20D0 <= code < 0x2100
        or 0xFE20 <= code < 0xFE30
    )
