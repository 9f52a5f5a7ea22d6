"""Whatever a message carries is seen: in its text, or offered as a file."""

import sys

import pytest

from osone.mail.mime import attachment, parse
from osone.model.mail import Parsed

PLAIN = "Content-Type: text/plain\n\nwords\n"
HTML = 'Content-Type: text/html\n\n<p>words <img src="cid:logo@x"></p>\n'
LOGO = "Content-Type: image/png; name=logo.png\nContent-ID: <logo@x>\nContent-Disposition: inline\n\npng\n"


def multipart(kind: str, *parts: str, more: str = "", close: bool = True) -> bytes:
    inner = "".join(f"--B\n{part}" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary=B{more}\n\n{inner}{'--B--' if close else ''}\n".encode()


def read(raw: bytes) -> Parsed:
    """A message, by both parsers alike."""
    parsed = parse(raw, fast_from=0)
    assert parsed == parse(raw, fast_from=sys.maxsize)
    return parsed


def offered(raw: bytes) -> list[str]:
    """The names of the files that a person is offered."""
    return [each.name for each in read(raw).attachments if not each.inline]


@pytest.mark.parametrize(
    ("media_type", "name"),
    [("application/pdf", "a.pdf"), ("image/jpeg", "a.jpg"), ("text/csv", "a.csv"), ("message/rfc822", "a.eml")],
)
def test_what_is_sent_inline_and_not_shown_is_offered(media_type: str, name: str) -> None:
    part = f"Content-Type: {media_type}; name={name}\nContent-Disposition: inline; filename={name}\n\nx\n"
    assert offered(multipart("mixed", PLAIN, part, PLAIN)) == [name]
    assert offered(part.encode()) == [name]
    assert offered(multipart("related", HTML, part)) == [name]
    assert offered(multipart("mixed", PLAIN, part.replace("inline; filename", "attachment; filename"))) == [name]


def test_a_picture_that_the_letter_shows_in_its_place_is_no_file() -> None:
    assert offered(multipart("related", HTML, LOGO)) == []
    assert offered(multipart("mixed", HTML, LOGO)) == []
    assert offered(multipart("related", HTML, LOGO.replace("logo@x", "other@x"))) == ["logo.png"]
    assert offered(multipart("mixed", PLAIN, LOGO)) == ["logo.png"]


def test_a_picture_as_large_as_a_photograph_is_offered_although_it_has_its_place() -> None:
    assert offered(multipart("related", HTML, LOGO.replace("\npng\n", "\n" + "x" * 100_000 + "\n"))) == ["logo.png"]


def test_another_form_of_what_is_shown_is_no_file_but_an_invitation_is() -> None:
    amp = "Content-Type: text/x-amp-html\n\n<html amp4email></html>\n"
    assert offered(multipart("alternative", PLAIN, amp, HTML)) == []
    assert offered(multipart("alternative", PLAIN, "Content-Type: text/calendar\n\nx\n")) == ["invitation.ics"]
    assert read(multipart("alternative", amp)).text == "<html amp4email></html>"


def test_a_signature_that_goes_with_the_text_is_no_file() -> None:
    signature = "Content-Type: application/pgp-signature; name=signature.asc\n{}\nx\n"
    inline = signature.format("Content-Disposition: inline\n")
    assert offered(multipart("signed", PLAIN, inline)) == []
    assert offered(multipart("signed", PLAIN, signature.format(""))) == ["signature.asc"]
    assert offered(multipart("mixed", PLAIN, inline)) == ["signature.asc"]


def test_the_root_of_what_is_related_is_its_text_wherever_it_stands() -> None:
    root = HTML.replace("text/html", "text/html\nContent-ID: <root@x>")
    for more in ('; start="<root@x>"', "; start=root@x", "", "; start=none"):
        parsed = read(multipart("related", LOGO, root, more=more))
        assert "words" in parsed.html
        assert parsed.text == "words"
    second = root.replace("words", "second").replace("root@x", "second@x")
    assert "second" in read(multipart("related", root, second, more='; start="<second@x>"')).html


@pytest.mark.parametrize("kind", ["mixed", "alternative", "related"])
def test_a_body_is_shown_though_its_closing_boundary_is_missing(kind: str) -> None:
    for parts in ((HTML,), (PLAIN, HTML)):
        raw = multipart(kind, *parts, close=False)
        assert "<p>words" in read(raw).html or kind == "related"
        assert "words" in read(raw).text


def test_a_file_that_was_cut_off_is_offered_as_far_as_it_came() -> None:
    raw = multipart("mixed", PLAIN, "Content-Type: application/pdf; name=a.pdf\n\ncut", close=False)
    assert offered(raw) == ["a.pdf"]
    assert attachment(raw, read(raw).attachments[0].part) == b"cut\n"


def test_a_multipart_without_its_end_gives_way_to_what_it_stands_in() -> None:
    for close in ("", "--C--\n"):
        inner = f"Content-Type: multipart/related; boundary=C\n\n--C\n{HTML}--C\n{LOGO}{close}"
        deep = f"Content-Type: multipart/alternative; boundary=D\n\n--D\n{PLAIN}--D\n{inner}"
        raw = multipart("mixed", deep, "Content-Type: application/pdf; name=a.pdf\n\nx\n")
        assert offered(raw) == ["a.pdf"]
        assert "words" in read(raw).html


def test_a_boundary_is_known_by_its_whole_line() -> None:
    text = PLAIN.replace("words", "one\n--Bb\n--B c\n--B-\nfour")
    letter = f"Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=B2\n\n--B2\n{PLAIN}--B2--\n"
    parsed = read(multipart("mixed", text, letter, "Content-Type: application/pdf; name=a.pdf\n\nx\n"))
    assert parsed.text == "one\n--Bb\n--B c\n--B-\nfour"
    assert [each.name for each in parsed.attachments] == ["message.eml", "a.pdf"]
    padded = multipart("mixed", PLAIN, "Content-Type: application/pdf; name=a.pdf\n\nx\n").replace(
        b"--B\n", b"--B \t\n"
    )
    assert offered(padded) == ["a.pdf"]
    assert read(multipart("mixed", PLAIN).replace(b"\n--B--", b"--B--")).text == "words"


@pytest.mark.parametrize("given", ["", "; boundary=none", '; boundary=""'])
def test_a_multipart_that_names_no_boundary_of_its_own_is_read_by_the_one_it_has(given: str) -> None:
    raw = f"Content-Type: multipart/mixed{given}\n\nnot this\n--=_1:2\n{PLAIN}--=_1:2\n{LOGO}--=_1:2--\n".encode()
    assert read(raw).text == "words"
    assert offered(raw) == ["logo.png"]


def test_a_message_that_lost_the_word_of_its_parts_is_read_by_them() -> None:
    for preamble in ("", "This is a multi-part message in MIME format.\n\n"):
        raw = f"Subject: s\nMIME-Version: 1.0\n\n{preamble}--=_1\n{PLAIN}--=_1\n{LOGO}--=_1--\n".encode()
        assert read(raw).text == "words"
        assert offered(raw) == ["logo.png"]
    letter = f"Look at this:\n\n--=_1\n{PLAIN}\nIs it right?\n"
    assert read(f"Subject: s\n\n{letter}".encode()).text == letter


FILE = "begin 644 notes.txt\n2:&5L;&\\@9G)O;2!A(&9I;&4*\n`\nend\n"


def test_a_file_inside_a_text_is_taken_out_of_it() -> None:
    padded = FILE.replace("*\n", "*   \n")
    assert [each.size for each in read(f"Subject: s\n\n{padded}".encode()).attachments] == [18]
    raw = f"Subject: s\n\nSee\n{FILE}between\n{FILE.replace('notes', 'more')}after\n".encode()
    parsed = read(raw)
    assert parsed.text == "See\nbetween\nafter\n"
    assert [(each.name, each.size, each.media_type) for each in parsed.attachments] == [
        ("notes.txt", 18, "text/plain"),
        ("more.txt", 18, "text/plain"),
    ]
    assert attachment(raw, parsed.attachments[1].part) == b"hello from a file\n"


def test_a_file_that_a_text_holds_in_base64_is_taken_out_of_it() -> None:
    parsed = read(b"Subject: s\n\nSee\nbegin-base64 644 notes.txt\naGVsbG8=\n====\nafter\n")
    assert parsed.text == "See\nafter\n"
    assert [(each.name, each.size) for each in parsed.attachments] == [("notes.txt", 5)]


@pytest.mark.parametrize(
    "text", ["begin 644 a walk\nand then\nend\n", "begin 644 x\n", "> begin 644 x\n", "to begin 644 x\n`\nend\n"]
)
def test_a_text_that_only_begins_like_a_file_stays_one(text: str) -> None:
    assert read(f"Subject: s\n\n{text}".encode()).text == text


@pytest.mark.parametrize("field", ["base64;", '"base64"', " (x) BASE64 (y)", "base64.", "'base64'", "base64 ; x=y"])
def test_an_encoding_is_known_by_its_token(field: str) -> None:
    assert read(f"Content-Transfer-Encoding: {field}\n\naGVsbG8=".encode()).text == "hello"


@pytest.mark.parametrize("field", ['"text/html"', "(x) text/html", "TEXT/HTML;;charset=utf-8", " text/html (y)"])
def test_a_type_is_known_whatever_stands_around_it(field: str) -> None:
    assert read(f"Content-Type: {field}\n\n<p>words</p>".encode()).html == "<p>words</p>"


def test_a_file_is_one_although_its_disposition_is_in_quotes() -> None:
    part = 'Content-Type: text/plain\nContent-Disposition: "attachment"; filename=a.txt\n\nx\n'
    assert offered(multipart("mixed", PLAIN, part)) == ["a.txt"]


@pytest.mark.parametrize("blanks", [" ", "\t", " \t "])
def test_blanks_behind_a_soft_break_are_not_of_the_letter(blanks: str) -> None:
    for end in ("\n", "\r\n"):
        body = f"one wo={blanks}{end}rd={blanks}"
        assert read(f"Content-Transfer-Encoding: quoted-printable\n\n{body}".encode()).text == "one word"


@pytest.mark.parametrize(
    "given",
    [
        '"C:\\temp\\new\\report.pdf"',
        '"C:\\\\temp\\\\report.pdf"',
        '"\\\\\\\\host\\\\share\\\\report.pdf"',
        '"/tmp/report.pdf"',
        '"a\\"/report.pdf"',
    ],
)
def test_of_a_path_the_last_part_is_the_name(given: str) -> None:
    raw = f"Content-Type: application/pdf\nContent-Disposition: attachment; filename={given}\n\nx".encode()
    assert offered(raw) == ["report.pdf"]


def test_a_message_that_is_meant_to_be_read_in_another_is_and_stays_a_file() -> None:
    inner = "Content-Type: message/rfc822\nContent-Disposition: inline\n\nFrom: Bo <bo@x.test>\nSubject: the terms\n\n"
    parsed = read(multipart("mixed", PLAIN, inner + "They are fine.\n"))
    assert parsed.text == "words\n\nBo\nthe terms\n\nThey are fine."
    assert [each.name for each in parsed.attachments] == ["message.eml"]
    parsed = read(multipart("mixed", HTML, inner + "They are <fine>.\n"))
    assert "words" in parsed.html
    assert "Bo\nthe terms" in parsed.html
    assert "They are &lt;fine&gt;." in parsed.html
    unsaid = inner.replace("Content-Disposition: inline\n", "")
    assert read(multipart("mixed", PLAIN, unsaid + "They are fine.\n")).text == "words"


def test_messages_are_read_in_each_other_only_so_deep() -> None:
    inner = "Content-Type: message/rfc822\nContent-Disposition: inline\n\nSubject: {}\n"
    raw = "".join(inner.format(n) for n in range(50)) + "\nthe last"
    text = read(raw.encode()).text
    assert "1" in text
    assert "the last" not in text
    assert len(text) < 200
