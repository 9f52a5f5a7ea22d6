"""Words that name a thing and no day: a film, a paper, a product, a verse, as capitals and quotes say."""

import re

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIMES = (
    r"(?:Morning|Afternoon|Evening|Night|Noon|Midday|Lunchtime|Lunch|Week|Next|This|After|Before|And|Or|To|Until|At|On"
    r"|In|With|From|For|By|The|Of)"
)
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*"
_SERIES = re.compile(
    rf"(?<![\w'’-]){_WEEKDAY}(?P<more>(?:\s+{_WORD})+)"
    r"|(?<![\w'’-])(?:Good|Ruby|Bloody|Freaky|Manic|Stormy|Easy|Super|Blue|Any Given)"
    rf"\s+(?:{_WEEKDAY}|Morning|Night)(?P<tail>(?:\s+{_WORD})*)"
)
_JOINS = re.compile(r"(?i)a|an|and|at|by|for|from|in|of|on|or|the|to|with")
_PART = re.compile(rf"\s+{_TIMES}\b")
_BOOKS = (
    r"(?:(?:[1-3]|First|Second|Third)\s+)?(?:Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings"
    r"|Chronicles|Ezra|Nehemiah|Esther|Job|Psalms?|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Lamentations|Ezekiel|Daniel|Hosea"
    r"|Joel|Amos|Obadiah|Jonah|Micah|Nahum|Habakkuk|Zephaniah|Haggai|Zechariah|Malachi|Matthew|Mark|Luke|John|Acts|Romans"
    r"|Corinthians|Galatians|Ephesians|Philippians|Colossians|Thessalonians|Timothy|Titus|Philemon|Hebrews|James|Peter|Jude"
    r"|Revelation|Surah?|Qur['’]?an)"
)
_VERSE = re.compile(rf"(?<!\w){_BOOKS}\s+\d{{1,3}}:(?P<verse>\d{{1,3}})(?:-\d{{1,3}})?(?!\s*[ap]\.?m)")
_STUDIES = re.compile(
    r"\b(?:read|learn|memori[sz]e|study|studies|recite|preach|sermon|verse|reading|bible|quote|meditate)\b",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"(?<![\d/])\d{1,2}-\d{1,2}(?=\s+(?:to|against|win|loss|defeat|draw|victory|vs|up|down|at half)\b)", re.IGNORECASE
)


def things(text: str) -> list[tuple[int, int]]:
    """Where names of things stand in a line: what lies in them is no time. Bounded by the line's own length."""
    found = [match.span() for match in _SCORE.finditer(text)]
    for match in _SERIES.finditer(text):
        more = match["more"] if match["more"] is not None else match["tail"] or ""
        if match["more"] is not None and ((_PART.match(more) and len(more.split()) < 2) or _opens(more)):
            continue  # "Friday Night", "Saturday At Noon": a day and its hour
        if _all_capitals(text):
            continue  # "Friday Team Lunch": where every word has one, a capital says nothing
        found.append(match.span())
    for match in _VERSE.finditer(text):
        # Mark and John are people too: what falls on no round minute, or is studied, is a verse.
        if int(match["verse"]) % 5 or _STUDIES.search(text):
            found.append(match.span())
    return found


def _opens(more: str) -> bool:
    return re.match(r"\s+(?:At|On|In|With|From|For|By|And|Or|To|Until|Next|This|After|Before)\b", more) is not None


def _all_capitals(text: str) -> bool:
    """Whether each word of letters begins with a capital, small joining words aside."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", text) if not _JOINS.fullmatch(word)]
    return len(words) > 1 and all(word[0].isupper() for word in words) and not _known(text)


def _known(text: str) -> bool:
    """A run of three and more behind a weekday is a title even alone."""
    return re.search(rf"{_WEEKDAY}(?:\s+{_WORD}){{2,}}", text) is not None and re.match(_WEEKDAY, text) is None
