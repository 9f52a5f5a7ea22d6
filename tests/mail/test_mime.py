"""Whole messages: bodies, attachments, broken structure; one reading by both parsers."""

import importlib
import sys
from email.message import EmailMessage
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.mail import mime, structure_fast
from osone.mail.filenames import LONGEST, safe_name
from osone.mail.flowed import unflow
from osone.mail.header import message_head
from osone.mail.mime import attachment, parse, words_read
from osone.mail.parameters import split
from osone.mail.text import blocks_of_text
from osone.model.mail import Parsed


def by_the_library(raw: bytes) -> Parsed:
    """What the standard library alone reads."""
    return parse(raw, fast_from=sys.maxsize)


PIECES = [
    *(b"Content-Type: multipart/mixed; boundary=a\n", b"Content-Type: multipart/alternative; boundary=ab\n", b"\n"),
    *(
        b"\n--a\n",
        b"\n--ab\n",
        b"\n--a--\n",
        b"\n--ab--\n",
        b"Content-Type: text/html\n",
        b"Content-Type: text/plain\n",
    ),
    *(
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"words =E4 =\n",
        b"\xff",
    ),
    *(
        b"Content-Type: message/rfc822\n",
        b"Content-Disposition: attachment; filename=x.txt\n",
        b"aGVsbG8=",
        b"<p>hi</p>",
    ),
]


def built() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Letters"
    message["From"] = "Paul <paul@example.com>"
    message.set_content("Grüße, Paul\n")
    message.add_alternative("<p>Grüße, <b>Paul</b></p>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="frösche.png")
    message.add_attachment("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar", filename=None)
    return message


def test_a_usual_message_has_both_bodies_and_its_attachments() -> None:
    parsed = parse(built().as_bytes())
    assert parsed.text.strip() == "Grüße, Paul"
    assert "<b>Paul</b>" in parsed.html
    assert [(each.name, each.media_type) for each in parsed.attachments] == [
        ("frösche.png", "image/png"),
        ("invitation.ics", "text/calendar"),
    ]
    assert attachment(built().as_bytes(), parsed.attachments[0].part) == b"\x89PNG"
    with pytest.raises(IndexError):
        attachment(b"Subject: x\n\ny", 3)


def test_a_calendar_among_alternatives_is_attached() -> None:
    message = EmailMessage()
    message.set_content("Come")
    message.add_alternative("BEGIN:VCALENDAR\n", subtype="calendar")
    assert [each.media_type for each in parse(message.as_bytes()).attachments] == ["text/calendar"]


def test_a_mail_inside_a_mail_is_one_attachment() -> None:
    message = EmailMessage()
    message.set_content("see below")
    message.add_attachment(built())
    parsed = parse(message.as_bytes())
    assert [each.media_type for each in parsed.attachments] == ["message/rfc822"]
    assert parse(attachment(message.as_bytes(), parsed.attachments[0].part)).header.subject == "Letters"


def test_html_alone_gives_text_too() -> None:
    parsed = parse(b"Content-Type: text/html\n\n<p>One</p><div style='display:none'>no</div><p>Two</p>")
    assert parsed.text == "One\n\nTwo"


def test_the_words_that_are_read_are_those_of_the_html() -> None:
    message = EmailMessage()
    message.set_content("Turn on HTML to see this message.\n")
    message.add_alternative("<p hidden>Psst</p><p>The harvest <b>begins</b></p>", subtype="html")
    assert words_read(parse(message.as_bytes())) == "The harvest begins"
    message = EmailMessage()
    message.set_content("Only here\n")
    message.add_alternative("<img src='https://example.com/x.png'>", subtype="html")
    assert words_read(parse(message.as_bytes())).strip() == "Only here"
    assert words_read(parse(b"Subject: x\n\nplain")) == "plain"


def test_a_mbox_line_before_the_head_is_passed_over() -> None:
    assert parse(b"From x@y Mon Nov 23 06:21:56 2026\nSubject: a\n\nb").header.subject == "a"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Content-Type: multipart/mixed; boundary=zz\n\nno boundary at all", "no boundary at all"),
        (b"Content-Type: multipart/mixed; boundary=zz\n\n--zz\n\ncut off", "cut off"),
        (b"Content-Type: multipart/mixed\n\nno name of one", "no name of one"),
        (b"Content-Transfer-Encoding: base64\n\naGVsbG8", "hello"),
        (b"Content-Transfer-Encoding: base64\n\nHello, this is no base64!", "Hello, this is no base64!"),
        (
            b"Content-Transfer-Encoding: base64\n\naGVsbG8=\n\n-- \nThe list's own words\n",
            "hello\n-- \nThe list's own words\n",
        ),
        (
            b"Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=latin1\n\nFr=F6sche=zz=",
            "Frösche=zz",
        ),
        (b"Content-Type: text/plain; charset=windows-1251\n\n\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"),
        (b"Content-Type: text/plain; charset=no-such\n\nFr\xc3\xb6sche", "Frösche"),
        (b"Content-Type: text/plain; format=flowed\n\nsoft \nbreak\n> a \n> b", "soft break\n> a b"),
    ],
)
def test_broken_messages_still_show_their_words(raw: bytes, text: str) -> None:
    assert parse(raw).text == text
    assert parse(raw, fast_from=0).text == text
    assert by_the_library(raw).text == text


def test_a_boundary_inside_a_boundary_ends_what_was_left_open() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=out\n\n--out\n"
        b"Content-Type: multipart/alternative; boundary=in\n\n--in\n\nplain\n"
        b"--out\nContent-Disposition: attachment; filename=a.txt\n\nfile\n--out--\n"
    )
    parsed = parse(raw)
    assert parsed.text.strip() == "plain"
    assert "a.txt" in [each.name for each in parsed.attachments]


@pytest.mark.parametrize(
    ("given_name", "media_type", "name"),
    [
        ("../../etc/passwd", "text/plain", "passwd"),
        ("C:\\Temp\\a.png", "image/png", "a.png"),
        ("", "application/pdf", "attachment.pdf"),
        ("CON", "text/plain", "_CON"),
        ("invoice\u202efdp.exe", "application/x", "invoicefdp.exe"),
        ("a" * 1400 + ".pdf", "application/pdf", "a" * 899 + "…" + "a" * 96 + ".pdf"),
        ("...", "image/png", "attachment.png"),
    ],
)
def test_names_of_attachments_are_safe(given_name: str, media_type: str, name: str) -> None:
    assert safe_name(given_name, media_type) == name


def test_a_long_name_keeps_what_it_ends_with() -> None:
    name = f"Contract between {'the parties ' * 20}of November 2026.pdf"
    assert safe_name(name, "application/pdf") == name, "as long as disks take and longer, it is whole"
    kept = safe_name(name * 5, "application/pdf")
    assert (kept[:16], kept[-20:], len(kept) <= LONGEST) == ("Contract between", "of November 2026.pdf", True)


@given(st.text(max_size=300), st.sampled_from(["text/plain", "a/b", ""]))
def test_no_name_is_empty_or_a_path(given_name: str, media_type: str) -> None:
    name = safe_name(given_name, media_type)
    assert name
    assert len(name) <= LONGEST
    assert not set(name) & set('/\\\0<>:"|?*\u202e')
    assert name not in (".", "..")


def test_parameters_are_put_together() -> None:
    assert split("attachment; filename*0*=UTF-8''fr%C3%B6; filename*1=sche.png")[1] == {"filename": "frösche.png"}
    assert split("a/b; name*=iso-8859-1''fr%F6sch")[1] == {"name": "frösch"}
    assert split('a/b; name="=?utf-8?Q?fr=C3=B6sch?="; x=y')[1] == {"name": "frösch", "x": "y"}
    assert split('a/b; name="never closed; x=y')[1] == {"name": "never closed", "x": "y"}


def test_flowed_paragraphs_are_joined_and_the_signature_stays() -> None:
    assert unflow("one \ntwo\n-- \nme") == "one two\n-- \nme"
    assert unflow(">> a \n>> b\n> c") == ">> a b\n> c"


def test_a_line_that_was_kept_from_being_a_quote_is_none() -> None:
    flowed = unflow("See \nthis:\n > prompt\n From here\n> quoted \n> words")
    assert flowed == "See this:\n  > prompt\nFrom here\n> quoted words"
    first = blocks_of_text(flowed)[0]
    assert (first.depth, first.text) == (0, "See this:\n> prompt\nFrom here")


def test_a_message_says_whether_its_line_breaks_were_meant() -> None:
    head = b"Content-Type: text/plain; format=flowed\n\n"
    assert parse(head + b"one \ntwo\nthree\n").flowed
    assert not parse(head + b"one\ntwo\n").flowed
    assert not parse(b"Content-Type: text/plain\n\none \ntwo\n").flowed


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_both_parsers_read_the_same(pieces: list[bytes]) -> None:
    raw = b"".join(pieces)
    assert parse(raw, fast_from=0) == by_the_library(raw)


@given(
    st.lists(
        st.sampled_from(
            [b"=", b"=E4", b"=e4", b"=\n", b"=  \n", b" \n", b"\n", b"\t\n", b"a", b"=ZZ", b"\r\n", b"==", b"_"]
        )
    )
)
def test_both_parsers_read_quoted_printable_the_same(pieces: list[bytes]) -> None:
    raw = b"Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=latin1\n\n" + b"".join(
        pieces
    )
    assert parse(raw, fast_from=0) == by_the_library(raw)


@given(st.lists(st.sampled_from([b"=", b"aGVs", b"\n", b"a", b" ", b"?", b"==", b"\r\n", b"aG8="])))
def test_both_parsers_read_base64_the_same(pieces: list[bytes]) -> None:
    for kind in (b"text/plain", b"image/png"):
        raw = b"Content-Transfer-Encoding: base64\nContent-Type: " + kind + b"\n\n" + b"".join(pieces)
        assert parse(raw, fast_from=0) == by_the_library(raw)


@given(st.binary(max_size=1000))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    assert parse(raw, fast_from=0) == by_the_library(raw)


def test_a_regular_message_is_read_by_the_fast_parser_where_it_is_there() -> None:
    raw = (
        b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nwords\n"
        b"--a\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n--a--\n"
    )
    assert (structure_fast.read_tree_fast(message_head(raw)) is not None) == (find_spec("fast_mail_parser") is not None)
    assert parse(raw, fast_from=0) == by_the_library(raw)
    assert attachment(raw, parse(raw).attachments[0].part) == b"hello"


def test_a_large_message_is_read_as_a_small_one() -> None:
    message = built()
    message.add_attachment(bytes(range(256)) * 200, maintype="application", subtype="pdf", filename="a.pdf")
    raw = message.as_bytes()
    assert len(raw) > mime.FAST_FROM
    assert parse(raw) == by_the_library(raw)
    assert attachment(raw, parse(raw).attachments[-1].part) == bytes(range(256)) * 200


def test_without_the_fast_parser_everything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fast_mail_parser", None)
    try:
        alone = importlib.reload(structure_fast)
        assert alone.read_tree_fast(message_head(built().as_bytes())) is None
        monkeypatch.setattr(mime, "read_tree_fast", alone.read_tree_fast)
        assert len(parse(built().as_bytes(), fast_from=0).attachments) == 2
    finally:
        monkeypatch.undo()
        importlib.reload(structure_fast)


def test_a_thousand_multiparts_inside_each_other_are_read() -> None:
    raw = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(1000))
    parse(raw + b"\nthe end")


def test_thousands_of_missing_boundaries_are_read() -> None:
    parts = b"".join(
        b"--o\nContent-Type: multipart/mixed; boundary=m%d\n\n%s\n" % (at, b"x" * 300) for at in range(5000)
    )
    parse(b"Content-Type: multipart/mixed; boundary=o\n\n" + parts + b"--o--\n")


@pytest.mark.parametrize(
    ("charset", "subject", "name"),
    [
        ("big5", "會議紀錄", "陳小明"),
        ("gb2312", "会议记录", "王小明"),
        ("koi8-r", "Заседание", "Иван"),
        ("euc-kr", "회의록", "김철수"),
    ],
)
def test_a_bare_head_is_read_by_the_charset_of_its_text(charset: str, subject: str, name: str) -> None:
    for part in (f"text/plain; charset={charset}", "text/html"):
        words = f"<meta charset={charset}><p>{subject}" if part == "text/html" else subject
        raw = (
            f"From: {name} <a@example.org>\nSubject: {subject}\nMIME-Version: 1.0\n"
            f"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: {part}\n\n{words}\n--x--\n"
        ).encode(charset)
        found = parse(raw)
        assert (found.header.subject, found.header.sender.name, found.mended) == (subject, name, True)


def test_a_head_that_can_be_read_is_left_alone() -> None:
    text = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=big5\n\nx\n--x--\n"
    for subject in ("Grüße", "=?utf-8?q?Gr=C3=BC=C3=9Fe?="):
        found = parse(f"From: a@example.org\nSubject: {subject}\n{text}".encode())
        assert (found.header.subject, found.mended) == ("Grüße", False)
    unknown = parse(b"Subject: Gr\xfc\xdfe\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nx\n--x--\n")
    assert (unknown.header.subject, unknown.mended) == ("Grüße", False)
