"""Where a head ends, however its lines do: one notion for what is listed and for what is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.header import head_of, parse_header
from osone.mail.heads import head_span, opened
from osone.mail.mime import attachment, parse

FIELDS = ["From: ann@example.org", "Subject: tea", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
BODY = ["Cc: not a field", "", "second line"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\r\r\r\n"])
def test_a_message_is_read_whatever_its_lines_end_in(end: str) -> None:
    parsed = parse(end.join([*FIELDS, "", *BODY]).encode())
    assert (parsed.header.subject, parsed.header.sender.email, parsed.header.cc) == ("tea", "ann@example.org", ())
    assert parsed.text.split("\n") == BODY


@pytest.mark.parametrize("blank", ["\n\n", "\n\r\n", "\r\n\n", "\r\n\r\n", "\r\n\r\r\n", "\n \n", "\r\n \t\r\n"])
def test_any_blank_line_ends_a_head(blank: str) -> None:
    end = "\r\n" if blank.startswith("\r") else "\n"
    parsed = parse((end.join(FIELDS) + blank + "Cc: not a field\nwords").encode())
    assert (parsed.header.cc, parsed.text) == ((), "Cc: not a field\nwords")


def test_fields_that_a_relay_put_before_a_head_of_cr_alone_are_followed_by_it() -> None:
    parsed = parse(b"Received: from here by there\r\n" + "\r".join([*FIELDS, "", *BODY]).encode())
    assert (parsed.header.subject, parsed.text.split("\n")) == ("tea", BODY)


def test_a_cr_inside_a_field_ends_nothing_and_a_file_in_binary_keeps_its_own() -> None:
    raw = (
        b"Subject: one\rtwo\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png; name=a.png\n"
        b"Content-Transfer-Encoding: binary\n\na\rb\r\nc\n--b--\n"
    )
    parsed = parse(raw)
    assert parsed.header.subject == "one two"
    assert attachment(raw, parsed.attachments[0].part) == b"a\rb\r\nc"


@pytest.mark.parametrize("blank", [" \n", "\t\n", " \r\n", "  \n\t\n"])
def test_a_line_of_blanks_goes_on_with_a_head_whose_fields_follow(blank: str) -> None:
    raw = (
        f"Subject: s\nX-Result: none;\n by=joe;\n{blank}Content-Type: multipart/mixed; boundary=B\nMIME-Version: 1.0\n"
        "\n--B\n\nhello\n--B\nContent-Type: application/pdf; name=f.pdf\n\nx\n--B--\n"
    )
    parsed = parse(raw.encode())
    assert parsed.text == "hello"
    assert [each.name for each in parsed.attachments] == ["f.pdf"]


def test_a_letter_without_a_blank_line_begins_with_the_first_line_that_is_no_field() -> None:
    parsed = parse(b"From: ann@example.org\nSubject: s\nDear Bo,\nNote: we are late.\n\nAnn")
    assert (parsed.header.subject, parsed.text) == ("s", "Dear Bo,\nNote: we are late.\n\nAnn")


def test_a_boundary_ends_a_head_that_no_blank_line_does() -> None:
    for head in ("Content-Type: multipart/mixed; boundary=B\nSubject: s\n", ""):
        part = "--B\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n--B--\n"
        inner = "--B\nContent-Type: multipart/mixed; boundary=C\n--C\nContent-Type: text/plain\n\nhello\n--C--\n--B--\n"
        outer = "Content-Type: multipart/mixed; boundary=B\n\n"
        assert parse((head + part if head else outer + inner).encode()).text == "hello"


def test_a_part_without_fields_and_blank_line_is_its_text() -> None:
    parts = b"--B\nDear Bo,\nSubject: tea\n--B\nContent-Type: text/plain\n\nb\n--B--"
    assert parse(b"Content-Type: multipart/mixed; boundary=B\n\n" + parts).text == "Dear Bo,\nSubject: tea\nb"


def test_a_folded_line_that_lost_its_blank_does_not_end_a_head() -> None:
    for junk in ("by there; Mon, 1 Jun 2020 10:00:00 +0000", ">From ann Mon Jun 1 10:00:00 2020"):
        parsed = parse(f"Received: from here\n{junk}\nFrom: ann@example.org\nSubject: s\n\nwords".encode())
        assert (parsed.header.subject, parsed.text) == ("s", "words")


def test_a_forwarded_head_in_a_letter_without_a_blank_line_is_part_of_the_letter() -> None:
    letter = "See below\nFrom: bo@example.org\nSubject: other\n\nwords"
    assert parse(f"From: ann@example.org\nSubject: s\n{letter}".encode()).text == letter


def test_a_head_that_a_server_gave_is_taken_as_it_is() -> None:
    assert head_of(b"Subject: a\r\nFrom: b@c\r\n\r\n") == b"Subject: a\nFrom: b@c\n"
    assert head_of(b"Subject: a\n\nFrom: b@c\r\n\r\n") == b"Subject: a\n"


@given(
    st.lists(
        st.sampled_from(
            [
                b"Subject: a",
                b"From: b@c",
                b"X: y",
                b" more",
                b" ",
                b"junk",
                b"--b",
                b"To: d@e",
                b"",
                b"Content-Type: a/b",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from([b"\n", b"\r\n", b"\r", b"\r\r\n"]),
)
def test_what_is_listed_of_a_head_is_what_is_read(lines: list[bytes], end: bytes) -> None:
    raw = end.join(lines)
    assert parse(raw).header == parse_header(raw)
    tidy, stop, body = opened(raw)
    assert head_span(tidy) == (stop, body)
    assert 0 <= stop <= body <= len(tidy)
    assert not tidy[stop:body].strip()
