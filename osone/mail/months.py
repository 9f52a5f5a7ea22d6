"""Dates in words of other languages, as programs write them that ask the system how a month is called."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

# A line a month: its names in the languages that mail is written in, each in the form it has in a date too. Short
# forms are their beginnings, unless they are written otherwise.
_MONTHS = """
    january januar jänner januari janvier gennaio enero janeiro gener janúar tammikuu jaanuar janvāris sausio sausis
        stycznia styczeń stycz ledna leden siječnja siječanj január ianuarie ocak ιανουαρίου ιανουάριος января январь
        січня січень студзеня студзень януари јануар ינואר يناير มกราคม
    february februar feber februari février febbraio febrero fevereiro febrer febrúar helmikuu veebruar februāris
        vasario vasaris lutego luty února únor veljače veljača február februarie şubat φεβρουαρίου φεβρουάριος февраля
        февраль лютого лютий лютага люты февруари фебруар פברואר فبراير กุมภาพันธ์
    march mar märz mrz maart mrt mars marzo março març marts maaliskuu märts kovo kovas marca marzec března březen
        ožujka ožujak március martie mart mart μαρτίου μάρτιος марта март березня березень сакавіка сакавік מרץ مارس
        มีนาคม maret
    april avril aprile abril apríl huhtikuu aprill aprīlis balandžio balandis kwietnia kwiecień dubna duben travnja
        travanj április aprilie nisan απριλίου απρίλιος апреля апрель квітня квітень красавіка красавік април אפריל
        أبريل เมษายน
    may mai mei maggio mayo maio maig maj maí toukokuu maijs gegužės gegužė maja máj května květen svibnja svibanj
        május mayıs μαΐου μάιος мая май травня травень траўня травень мај מאי مايو พฤษภาคม
    june juni juin cer giugno junio junho juny júní kesäkuu juuni jūnijs birželio birželis czerwca czerwiec června
        červen lipnja lipanj june június iunie haziran ιουνίου ιούνιος июня июнь червня червень чэрвеня чэрвень юни
        јун juna júna יוני يونيو มิถุนายน
    july juli juillet lip čvc luglio julio julho juliol júlí heinäkuu juuli jūlijs liepos liepa lipca lipiec července
        červenec srpnja srpanj július iulie temmuz ιουλίου ιούλιος июля июль липня липень ліпеня ліпень юли јул jula
        júla יולי يوليو กรกฎาคม
    august augustus srp août agosto agost augusti ágúst elokuu augusts rugpjūčio rugpjūtis sierpnia sierpień srpna
        srpen kolovoza kolovoz augusztus ağustos αυγούστου αύγουστος августа август серпня серпень жніўня жнівень
        август avgust agustus אוגוסט أغسطس สิงหาคม
    september septembre settembre septiembre setiembre setembro setembre syyskuu septembris rugsėjo rugsėjis września
        wrzesień září rujna rujan szeptember septembrie eylül σεπτεμβρίου σεπτέμβριος сентября сентябрь вересня
        вересень верасня верасень септември септембар septembar ספטמבר سبتمبر กันยายน
    october oktober octobre ottobre octubre outubro október lokakuu oktoober oktobris spalio spalis października
        październik října říjen octombrie ekim οκτωβρίου οκτώβριος октября октябрь жовтня жовтень кастрычніка
        кастрычнік октомври октобар oktobar אוקטובר أكتوبر ตุลาคม
    november novembre noviembre novembro nóvember marraskuu novembris lapkričio lapkritis listopada listopad listopadu
        studenoga studeni noiembrie kasım νοεμβρίου νοέμβριος ноября ноябрь листопада листопад лістапада лістапад
        ноември новембар novembar נובמבר نوفمبر พฤศจิกายน
    december dezember décembre dicembre diciembre dezembro desembre desember joulukuu detsember decembris gruodžio
        gruodis grudnia grudzień prosince prosinec prosinca prosinac decembrie aralık δεκεμβρίου δεκέμβριος декабря
        декабрь грудня грудзень снежня снежань декември децембар decembar דצמבר ديسمبر ธันวาคม
"""
SHORTEST = 3
"""Letters of a month's short form."""
DECLINED, LONGEST = 4, 30
"""A name longer than the first may have an ending; a word longer than the second is none."""
BUDDHIST, BUDDHIST_YEARS = 2400, 543
"""From this year on years are those of the Thai calendar, so many ahead."""

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.h時시点](\d{2})(?:[:.分분](\d{2}))?(?!\d)")
_LATE = re.compile(r"\bp\.?\s?m\b|下午|午後|오후|μ\.?\s?μ", re.IGNORECASE)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})(?!\d)")
_EASTERN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_DIGITS_ALONE = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_WORDS = re.compile(r"[^\s,.;/()\-’'_]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|º|ª)")
_SMALL = frozenset({"de", "d", "del", "den", "of", "the", "ta", "m"})
"""Words between a day, a month and a year."""


def moment_in_words(value: str) -> tuple[date, tuple[int, int, int], int] | None:
    """Day, time (hour, minute, second) and minutes east of Greenwich; None where it names no day that there is."""
    value = unicodedata.normalize("NFKC", value)
    day, rest = _day_in_digits(value)
    clock = _CLOCK.search(rest)
    time, east = (0, 0, 0), 0
    if clock is not None:
        hour, minute, second = (int(number or 0) for number in clock.groups())
        time = (hour + 12 if _LATE.search(value) and 1 <= hour < 12 else hour, minute, second)
        offset = _OFFSET.search(rest, clock.end())
        behind = rest[clock.end() :]
        if offset is not None:
            east = (int(offset[2]) * 60 + int(offset[3])) * (-1 if offset[1] == "-" else 1)
            behind = f"{rest[clock.end() : offset.start()]} {rest[offset.end() :]}"
        rest = f"{rest[: clock.start()]} {behind}"
    day = day or _day_in_words(rest)
    return None if day is None else (day, time, east)


def _day_in_digits(text: str) -> tuple[date | None, str]:
    """A day that is written without a word, and what else there is."""
    found, order = _EASTERN.search(text), (1, 2, 3)
    if found is None:
        found, order = _DIGITS_ALONE.search(text), (3, 2, 1)
    if found is None:
        return None, text
    year, month, day = (int(found[at]) for at in order)
    return _date(year, month, day), f"{text[: found.start()]} {text[found.end() :]}"


def _day_in_words(text: str) -> date | None:
    words = [word for word in _WORDS.findall(text) if word.lower() not in _SMALL]
    words = [found[1] if (found := _ORDINAL.fullmatch(word)) else word for word in words]
    years = [at for at, word in enumerate(words) if len(word) == 4 and word.isdecimal()]
    days = [at for at, word in enumerate(words) if len(word) <= 2 and word.isdecimal()]
    if len(years) != 1 or not days:
        return None
    # A weekday may be called as a month is (mar. 28 oct. 2004), so the word behind the day comes first.
    at = days[0]
    for beside in (at + 1, at - 1):
        if 0 <= beside < len(words) and (month := month_of(words[beside])):
            return _date(int(words[years[0]]), month, int(words[at]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year - BUDDHIST_YEARS if year > BUDDHIST else year, month, day)
    except ValueError:
        return None


def month_of(word: str) -> int | None:
    """The month, 1 to 12, that a word of any language names, its beginning or its declension; None where none does.

    A beginning that several months share names none of them.
    """
    word = _folded(word[:LONGEST])
    if len(word) < SHORTEST:
        return None
    found = _whole().get(word) or _beginnings().get(word)
    ends = range(len(word) - 1, DECLINED, -1)
    return found or next((month for end in ends if (month := _whole().get(word[:end]))), None)


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _whole() -> dict[str, int]:
    lines = re.split(r"\n    (?=\S)", _MONTHS.rstrip())[1:]
    return {_folded(name): month for month, names in enumerate(lines, 1) for name in names.split()}


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, int]:
    """Each beginning that is of one month alone."""
    found: dict[str, int] = {}
    for name, month in _whole().items():
        for end in range(SHORTEST, len(name)):
            found[name[:end]] = month if found.get(name[:end], month) == month else 0
    return found
