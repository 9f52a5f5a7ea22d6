"""Whole messages written as a stream: what a reader finds in them is what was put in, in seven bits."""

import email
import email.policy
import tracemalloc
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from osone.mail import mime
from osone.mail.flowed import unflow
from osone.mail.writing import fields, flowing, parts
from osone.mail.writing.parts import Body, EnclosedPart, written

HEAD = fields.field("Subject", "Hello")


def read(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def whole(body: Body) -> bytes:
    data = b"".join(written(HEAD, body))
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    return data


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=2000))
def test_the_words_are_read_back(text: str) -> None:
    message = read(whole(Body(text)))
    assert message.get_content_type() == "text/plain"
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode("utf-8").replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=300),
        ),
        max_size=8,
    )
)
def test_flowed_paragraphs_come_together_again(paragraphs: list[tuple[int, str]]) -> None:
    text = flowing.flowed(paragraphs)
    shown = unflow(text).split("\n") if paragraphs else []
    meant = [
        ("-- " if w.rstrip() == "--" and not d else f"{'>' * d} {w}".rstrip() if d else w.rstrip())
        for d, w in paragraphs
    ]
    # Two blanks before a sign of quotation say that it is none.
    marked = [
        f"  {line}" if line.startswith(">") and not d else line for line, (d, _w) in zip(meant, paragraphs, strict=True)
    ]
    assert [line.rstrip() for line in shown] == [line.rstrip() for line in marked]


def test_forms_pictures_and_files_stand_where_readers_look_for_them() -> None:
    picture = EnclosedPart("sun.png", "image/png", lambda: [b"\x89PNG"], "sun@osone")
    file = EnclosedPart("Übersicht 2026.pdf", "application/pdf", lambda: [b"%PDF", b"-1.7"])
    data = whole(Body("words\n", '<p>words <img src="cid:sun@osone"></p>', [picture], [file]))
    message = read(data)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf",
    ]  # fmt: skip
    ours = mime.parse(data)
    assert [a.name for a in ours.attachments if not a.inline] == ["Übersicht 2026.pdf"]
    assert (
        next(part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "application/pdf")
        == b"%PDF-1.7"
    )


def test_a_line_that_begins_with_from_is_not_taken_for_a_new_mail() -> None:
    assert b"\r\nFrom " not in whole(Body("Grüße\nFrom me to you\n"))


@given(st.lists(st.binary(max_size=700), max_size=6))
def test_pieces_of_any_size_make_the_same_file(pieces: list[bytes]) -> None:
    message = read(whole(Body("x\n", files=[EnclosedPart("a.bin", "application/octet-stream", lambda: pieces)])))
    assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [b"".join(pieces)]


def test_a_large_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(b"\0" * 20_000_000)

    def stream() -> Iterator[bytes]:
        with large.open("rb") as file:
            while piece := file.read(65536):
                yield piece

    tracemalloc.start()
    try:
        size = sum(
            map(len, written(HEAD, Body("x\n", files=[EnclosedPart("large.bin", "application/octet-stream", stream)])))
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 27_000_000
    assert peak < 4_000_000


def test_message_ids_say_nothing_of_person_or_machine() -> None:
    first, second = parts.message_id("x.org"), parts.message_id("x.org")
    assert first != second
    assert first.endswith("@x.org")
    assert fields.message_ids("Message-ID", [first]) == f"Message-ID: <{first}>\r\n".encode()
