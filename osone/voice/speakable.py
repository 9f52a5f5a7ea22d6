"""Turn written text into words that can be spoken.

Markdown loses its marks, addresses are named instead of spelt, times, dates, sums and abbreviations become words.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from osone.text.catalogue import SMALL_NUMBERS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TENS = ("", "", *_list("twenty thirty forty fifty sixty seventy eighty ninety"))
MONTHS = _list("January February March April May June July August September October November December")
DAYS = _list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
SHORT_FORMS = {
    r"e\.\s?g\.": "for example",
    r"i\.\s?e\.": "that is",
    r"etc\.": "et cetera",
    r"vs\.?": "versus",
    r"approx\.": "about",
    r"Mr\.": "Mister",
    r"Mrs\.": "Missis",
    r"Ms\.": "Miss",
    r"Dr\.": "Doctor",
    r"Prof\.": "Professor",
    r"No\.(?=\s?\d)": "number",
    r"w/(?=\s)": "with",
    r"FYI": "for your information",
    r"ASAP": "as soon as possible",
}
UNITS = {"kB": "kilobytes", "KB": "kilobytes", "MB": "megabytes", "GB": "gigabytes", "TB": "terabytes"}
UNITS |= {"km": "kilometres", "kg": "kilograms", "min": "minutes", "°C": "degrees"}
MONEY = {"$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny")}


@cache
def _markdown() -> "MarkdownIt":
    # Imported with the first thing said: the window's first frame does not wait for it.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


URL = re.compile(
    r"\b(?:https?|ftp)://(?:www\.)?([^\s/?#<>\"')\]]+)[^\s<>\"')\]]*|\bwww\.([^\s/?#<>\"')\]]+)[^\s<>\"')\]]*"
)
EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)\b")  # lengths of RFC 5321
TIME = re.compile(r"\b([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(\s?[ap]\.?m\b\.?)?(?![\d:])", re.IGNORECASE)
ISO_DATE = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")
SUM = re.compile(r"([$€£])\s?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d\d))?(?![\d])")
SUM_AFTER = re.compile(r"(?<![\d.,])(\d{1,12})(?:[.,](\d\d))?\s?([€£])")
SHORT_DAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?(?=,?\s+\d)")
SHORT_MONTH = re.compile(
    r"(?<=\d )(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b\.?"
    r"|\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b\.?(?=\s\d)"
)
CODE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w{20,}\b")


def cardinal(number: int) -> str:
    """A whole number below a million million in words: 105 is ``one hundred and five``."""
    if number < 20:
        return SMALL_NUMBERS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL_NUMBERS[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = number % 100
        return f"{SMALL_NUMBERS[number // 100]} hundred" + (f" and {cardinal(rest)}" if rest else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{cardinal(number // size)} {name}" + (f"{joint}{cardinal(rest)}" if rest else "")
    raise AssertionError(number)


def ordinal(number: int) -> str:
    """The same in order: 23 is ``twenty-third``."""
    words = cardinal(number)
    head, last = words[: -len(words.split("-")[-1].split()[-1])], words.split("-")[-1].split()[-1]
    if last in ORDINALS:
        return head + ORDINALS[last]
    return head + (
        last[:-2] + "fth" if last.endswith("ve") else last[:-1] + "ieth" if last.endswith("y") else last + "th"
    )


def year(number: int) -> str:
    """A year as it is said: 2026 is ``twenty twenty-six``."""
    high, low = divmod(number, 100)
    if not 1100 <= number <= 2099 or 2000 <= number <= 2009:
        return cardinal(number)
    if not low:
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def _time(match: re.Match[str]) -> str:
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").strip().lower()
    letters = {"a": " a m", "p": " p m"}.get(half[:1], "")
    if not letters and (hour > 12 or hour == 0):
        letters = " p m" if 12 < hour < 24 else " a m"
    spoken = cardinal(hour % 12 or 12)
    if minute:
        return f"{spoken} {'oh ' if minute < 10 else ''}{cardinal(minute)}{letters}"
    return spoken + (letters or " o'clock")


def _sum(sign: str, whole: str, cents: str | None) -> str:
    big, small = MONEY[sign]
    number, rest = int(whole.replace(",", "")), int(cents or 0)
    text = f"{cardinal(number)} {big}{'' if number == 1 else 's'}"
    if rest:
        plural = small if rest == 1 else {"penny": "pence"}.get(small, f"{small}s")
        text += f" and {cardinal(rest)} {plural}"
    return text


def _dots(host: str) -> str:
    return re.sub(r"\.+", " dot ", host.strip("."))


def _month(match: re.Match[str]) -> str:
    short = (match[1] or match[2])[:3]
    return next(name for name in MONTHS if name.startswith(short))


def words(text: str) -> str:
    """Plain text with everything said as a person would: no addresses, signs, clock digits or short forms."""
    text = URL.sub(lambda m: f"a link to {_dots((m[1] or m[2]).split('@')[-1].split(':')[0])}", text)
    text = EMAIL.sub(lambda m: f"{_dots(m[1])} at {_dots(m[2])}", text)
    text = re.sub(r"(?<=\d)\s?[–—-]\s?(?=\d{1,2}:\d\d)", " to ", text)
    text = TIME.sub(_time, text)
    text = ISO_DATE.sub(lambda m: f"{MONTHS[int(m[2]) - 1]} {ordinal(int(m[3]))}, {year(int(m[1]))}", text)
    text = SUM.sub(lambda m: _sum(m[1], m[2], m[3]), text)
    text = SUM_AFTER.sub(lambda m: _sum(m[3], m[1], m[2]), text)
    text = SHORT_DAY.sub(lambda m: next(day for day in DAYS if day.startswith(m[1])), text)
    text = SHORT_MONTH.sub(_month, text)
    for short, full in SHORT_FORMS.items():
        text = re.sub(rf"(?<!\w){short}(?!\w)", full, text)
    for unit, full in UNITS.items():
        text = re.sub(rf"(?<=\d)\s?{unit}\b", f" {full}", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(r"(?<=\d)\s?%", " percent", text)
    text = re.sub(r"(?<=\d)\s?[–—]\s?(?=\d)", " to ", text)
    text = re.sub(r"#(?=\d)", "number ", text)
    text = re.sub(r"~\s?(?=\d)", "about ", text)
    text = re.sub(r"\s&\s", " and ", text)
    text = CODE.sub("a long code", text)
    text = text.replace("…", ".").replace("...", ".")
    # What is left of signs, pictures and control marks has no sound.
    text = re.sub(r"[^\w\s.,;:!?'’\"“”()\-–—/+&%°$€£]|_", " ", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def _inline(token: "Token") -> str:
    found = []
    for child in token.children or []:
        if child.type in {"text", "code_inline", "image"}:
            found.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            found.append(" ")
    return "".join(found)


def speakable(text: str) -> str:
    """Markdown as sentences to be spoken. Code blocks are named, not read; a line of a list or table is a sentence."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in _markdown().parse(text):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append(", ".join(cell for cell in row if cell))
            row = None
        elif token.type == "inline":
            # An address of a kind that is not known is read without its mark.
            (lines if row is None else row).append(words(_inline(token)).replace("://", " "))
        elif token.type in {"fence", "code_block"}:
            lines.append("There is some code here.")
    return " ".join(line if line[-1] in ".!?;:," else f"{line}." for line in lines if re.search(r"\w", line))
