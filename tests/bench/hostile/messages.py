"""Letters and pages that are made to hurt who reads them: each is brought in, indexed, opened and laid out."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QTextDocument, QTextLayout

from osone.app.bodies import read_message
from osone.bridge.mail.opened import drawn, look
from osone.bridge.ports import OpenedMessage
from osone.model.mail import Flag, Role
from osone.store import files
from osone.sync import importing, indexing
from osone.sync.importing import FoundMessage
from osone.sync.working import Pace, open_files
from tests.bench.hostile.trial import Trial, Watch

LINES = (
    b"From: Ann <ann@one.example>\r\nTo: me@two.example\r\nSubject: A letter\r\n"
    b"Date: Mon, 02 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@one.example>\r\nMIME-Version: 1.0\r\n"
)
GREETING = b"Hello"
MEASURE = 640.0
"""Points of a line of text in the window."""
SCREEN = 1_800.0
"""Points of height that a screen holds, and some beneath it that is made ready."""


def letter(body: bytes, kind: str = "text/html; charset=utf-8", *fields: str) -> bytes:
    """A whole message with one part, which begins with a word that must be read."""
    first = GREETING if kind.startswith("text/") else b""
    own = "".join(f"{field}\r\n" for field in (f"Content-Type: {kind}", *fields))
    return LINES + own.encode() + b"\r\n" + (b"<p>%b</p>" % first if "html" in kind else first + b"\r\n\r\n") + body


def times(piece: str | bytes, most: int) -> Callable[[float], bytes]:
    """A page that says one thing again and again."""
    data = piece.encode() if isinstance(piece, str) else piece
    return lambda size: letter(data * max(1, int(most * size)))


def counted(piece: str, most: int, before: str = "", after: str = "") -> Callable[[float], bytes]:
    """A page whose pieces are numbered; ``{}`` is the number."""

    def make(size: float) -> bytes:
        count = max(1, int(most * size))
        return letter((before + "".join(piece.replace("{}", str(n)) for n in range(count)) + after).encode())

    return make


def text(piece: bytes, most: int, kind: str = "text/plain", *fields: str) -> Callable[[float], bytes]:
    """A message of one text that says one thing again and again."""
    return lambda size: letter(piece * max(1, int(most * size)), kind, *fields)


def nested(size: float) -> bytes:
    """Multiparts within multiparts."""
    count = max(1, int(100_000 * size))
    opened = [b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(count)]
    return LINES + b"".join(opened) + b"\r\nx" + b"".join(b"\r\n--b%d--" % n for n in reversed(range(count)))


def forwarded(size: float) -> bytes:
    """Messages within messages."""
    return (LINES + b"Content-Type: message/rfc822\r\n\r\n") * max(1, int(100_000 * size)) + b"Subject: end\r\n\r\nhi"


def in_place(size: float) -> bytes:
    """Messages within messages that are to be read where they stand."""
    inline = b"Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n"
    return (LINES + inline) * max(1, int(100_000 * size)) + b"Subject: end\r\n\r\nhi"


def pages_in_place(size: float) -> bytes:
    """Very many messages that are to be read where they stand, each a page that is dear to read."""
    page = b"".join(b"<b %d></x>" % n for n in range(max(1, int(1_500 * size))))
    part = b"--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\nContent-Type: text/html\r\n\r\n"
    return letter((part + page + b"\r\n") * max(1, int(400 * size)) + b"--b--\r\n", "multipart/mixed; boundary=b")


def many_files(size: float) -> bytes:
    """Files without end."""
    part = b"--b\r\nContent-Type: application/x\r\nContent-Disposition: attachment; filename=a\r\n\r\nx\r\n"
    return letter(part * max(1, int(50_000 * size)) + b"--b--\r\n", "multipart/mixed; boundary=b")


def many_fields(size: float) -> bytes:
    """A head without end."""
    return LINES + b"".join(b"X-%d: y\r\n" % n for n in range(max(1, int(1_000_000 * size)))) + b"\r\nx"


def subject(word: bytes, most: int) -> Callable[[float], bytes]:
    """A subject of many encoded words."""
    return lambda size: b"From: ann@one.example\r\nSubject: " + word * max(1, int(most * size)) + b"\r\n\r\nx"


def recipients(size: float) -> bytes:
    """A crowd in To and Cc."""
    crowd = b", ".join(b'"P %d" <p%d@two.example>' % (n, n) for n in range(max(1, int(200_000 * size))))
    return b"From: ann@one.example\r\nTo: " + crowd + b"\r\nCc: " + crowd + b"\r\nSubject: all\r\n\r\nx"


def strangers(size: float) -> bytes:
    """Formatting that is closed by what was never opened, so that the tree builder opens it again and again."""
    count = max(1, int(1_500 * size))
    begun = "".join(f"<b {n}></x>" for n in range(count)) + "".join(f"<i {n}></x>" for n in range(count))
    return letter((begun + "x</b>" * count).encode())


def reopened(size: float) -> bytes:
    """Formatting that every paragraph opens again."""
    bold = "".join(f"<b a={n}>" for n in range(max(1, int(1_400 * size))))
    return letter((bold + "<p>x" * max(1, int(900_000 * size))).encode())


def attributes(size: float) -> bytes:
    """One tag with attributes without end."""
    return letter(("<p " + " ".join(f"a{n}=1" for n in range(max(1, int(400_000 * size)))) + ">x").encode())


def sheet(size: float) -> bytes:
    """A style sheet without end, and elements for it."""
    count = max(1, int(60_000 * size))
    rules = "".join(f".c{n},.d{n} p{{display:none}}" for n in range(count))
    return letter(f"<style>{rules}</style>".encode() + b"<p class=c1>one<p class=e>two" * (count // 4 + 1))


def run(file: Path, watch: Watch) -> None:
    """Bring a letter in, index it, open it, and lay out the first screen of it. Raises where nothing can be shown."""
    store = files.open_store(file.parent / "profile", bytes(32))
    mine = open_files(store)
    with watch.engine():
        account = importing.account_here(mine, "Here", "me@two.example")
        importing.bring_in(mine, account, found(file), Pace(), lambda _what: None)
        indexing.index_all(store, Pace(), lambda _what: None, once=True)
    thread = int(str(mine.reader.execute("SELECT id FROM thread").get))
    with watch.waiting():
        opened = look(mine.reader, thread, None, read_message)
        for message in opened.letters.values():
            laid_out(message)
    mine.close()
    greeted = any(GREETING.decode() in piece.html for m in opened.letters.values() for piece in m.pieces)
    with file.open("rb") as begins:
        told = GREETING in begins.read(4096)
    if told and not greeted:
        raise AssertionError("its words are not shown")


def found(file: Path) -> Iterator[FoundMessage]:
    """The letter, which nobody here keeps."""
    yield FoundMessage(file.read_bytes(), Flag(0), "INBOX", Role.INBOX, 1_700_000_000)


def laid_out(message: OpenedMessage) -> None:
    """Lay out the first screen as the window does: plain words by themselves, others as rich text."""
    height = 0.0
    for piece in message.pieces:
        if height > SCREEN:
            return
        rich, words = drawn(piece)
        if rich:
            document = QTextDocument()
            document.setHtml(words)
            document.setTextWidth(MEASURE)
            height += document.size().height()
            continue
        layout = QTextLayout(words)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(MEASURE)
            height += line.height()
        layout.endLayout()


def warm(folder: Path) -> None:
    """Open the store, the readers and the letters' fonts once."""
    if QGuiApplication.instance() is None:
        globals()["_application"] = QGuiApplication(["-platform", "offscreen"])
    (folder / "input").write_bytes(letter(b"<p>Some <b>words</b></p>" + b"<p>more</p>" * 3_000))
    watch = Watch()
    with watch.running():
        run(folder / "input", watch)


KINDS: dict[str, Callable[[float], bytes]] = {
    "nested multiparts": nested,
    "nested messages": forwarded,
    "messages in place": in_place,
    "pages in place": pages_in_place,
    "many files": many_files,
    "many fields": many_fields,
    "many recipients": recipients,
    "encoded words": subject(b"=?utf-8?q?a?= ", 30_000),
    "open words": subject(b"=?utf-8?q?", 40_000),
    "one long line": text(b"a", 100 << 20),
    "base64 of padding": text(b"QQ=", 3_000_000, "application/x", "Content-Transfer-Encoding: base64"),
    "soft lines": text(b"a \r\n", 1_500_000, "text/plain; format=flowed"),
    "quote signs": text(b">", 8_000_000),
    "quoted lines": text(b"> > a\r\n>> b\r\n", 400_000),
    "unbroken word": text(b"a", 300_000),
    "addresses in a line": text(b"www.a.example ann@one.example ", 100_000),
    "formatting closed by strangers": strangers,
    "strangers": times("<b></x>", 400_000),
    "strangers in blocks": times("<div></x>", 400_000),
    "formatting opened again": reopened,
    "ids copied": counted("<p><b id={}>x", 3_000),
    "attributes": attributes,
    "options": times("<option>x", 50_000),
    "options in a select": counted("<option>x", 50_000, "<select>"),
    "less-than signs": times("<", 4_000_000),
    "formatting elements": counted("<b>a</b><i>b</i>", 60_000, "<p>"),
    "marks of clients": times("<p id=appendonsend>x</p>", 150_000),
    "text areas in math": times("<math><mi><b><textarea></x></math>", 50_000),
    "deep blocks": times("<div>", 400_000),
    "deep tables": times("<table><tr><td>", 100_000),
    "deep quotes": times("<blockquote>x", 100_000),
    "anchors": counted("<a href=https://a.example/{}>x", 100_000),
    "comments": times("<!--<b>-->", 400_000),
    "open comments": times("<!-- <p>x", 400_000),
    "paragraphs": times("<p>x", 1_000_000),
    "pictures": times("<img src=cid:a alt=picture>", 100_000),
    "style sheet": sheet,
    "styles": times("<p style='font-size:0;display:none;opacity:0'>x", 150_000),
    "entities": times("&CounterClockwiseContourIntegral;&amp;", 200_000),
    "lines in code": times("<pre>a\n\n\n</pre>", 150_000),
}
TRIALS = tuple(Trial(name.replace(" ", "-"), make, run, warm) for name, make in KINDS.items())
