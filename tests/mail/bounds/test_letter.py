"""A message is read within a budget: what is nested is counted before anything recurses, and each text has an end."""

import gc
import weakref

from osone.mail import structure
from osone.mail.bounds.budget import LETTER
from osone.mail.bounds.letter import fingerprint, holds_too_much
from osone.mail.flowed import unflow
from osone.mail.mime import parse
from osone.mail.text import blocks_of_text
from osone.mail.transfer import base64

HEAD = b"From: Ann <ann@one.example>\r\nTo: me@two.example\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n"


def nested(count: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(count))
    closed = b"".join(b"\r\n--b%d--" % n for n in reversed(range(count)))
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\nwords" + closed


def forwarded(count: int) -> bytes:
    return (HEAD + b"Content-Type: message/rfc822\r\n\r\n") * count + HEAD + b"\r\nwords"


def test_what_is_nested_is_counted_to_the_edge() -> None:
    assert not holds_too_much(nested(LETTER.nested))
    assert holds_too_much(nested(LETTER.nested + 1))
    assert not holds_too_much(forwarded(LETTER.nested))
    assert holds_too_much(forwarded(LETTER.nested + 1))
    assert holds_too_much(forwarded(LETTER.nested + 1).replace(b"message/", b"mEsSaGe/").replace(b"\r\n", b"\n"))


def test_many_lines_that_look_like_boundaries_nest_nothing() -> None:
    patch = HEAD + b"\r\n" + b"--- a/file\n+++ b/file\n\n" * 1_000
    assert not holds_too_much(patch)
    assert holds_too_much(HEAD + b"\r\n" + b"--b\n" * (LETTER.parts + 1))


def test_a_message_of_messages_or_multiparts_without_end_is_read_by_its_head() -> None:
    for raw in (nested(20_000), forwarded(20_000)):
        assert parse(raw).header.subject == "Hello"


def test_a_message_is_looked_through_for_boundaries_only_so_often() -> None:
    # Forty multiparts that are open, and parts that each of them must be asked about.
    opened = nested(40)[: nested(40).index(b"words")]
    raw = opened + b"words\r\n--b39\r\n\r\n" * 3_000 + b"x" * 100_000
    marks = structure._Marks(raw, looked=LETTER.looks * len(raw) + LETTER.looked + 1)
    assert marks.next(b"\n--b39", 0) is None
    assert structure._Marks(raw).next(b"\n--b39", 0) is not None
    assert parse(raw).header.subject == "Hello"


def test_of_files_without_end_the_first_are_listed_and_the_rest_is_said() -> None:
    part = b"--b\r\nContent-Type: application/x\r\nContent-Disposition: attachment; filename=a.x\r\n\r\nx\r\n"
    head = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    whole = parse(head + part * LETTER.files + b"--b--\r\n")
    assert len(whole.attachments) == LETTER.files
    assert not whole.cut
    cut = parse(head + part * (LETTER.files + 1) + b"--b--\r\n")
    assert len(cut.attachments) == LETTER.files
    assert cut.cut


def test_a_text_is_read_to_its_limit_and_says_that_there_is_more() -> None:
    for kind, piece in (("plain", b"a"), ("html", b"<br>")):
        head = HEAD + f"Content-Type: text/{kind}\r\n\r\n".encode()
        count = LETTER.text // len(piece)
        assert not parse(head + piece * count).cut
        assert parse(head + piece * count + b"b").cut


def test_a_limit_falls_where_it_would_in_every_transfer_encoding() -> None:
    head = HEAD + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    found = parse(head + b"=C3=A9=\r\n" * (LETTER.text // 2))
    assert not found.cut
    assert found.text.startswith("éé")


def test_base64_in_pieces_is_read_piece_by_piece_and_then_as_one() -> None:
    assert base64(b"SGVs\nbG8=\nIHlv\ndQ==\n") == b"Hello you"
    many = base64(b"QQ==" * (LETTER.pieces + 10))
    assert many[: LETTER.pieces] == b"A" * LETTER.pieces


def test_soft_lines_are_joined_however_many_there_are() -> None:
    assert unflow("a \n" * 300_000) == "a " * 300_000
    assert unflow("> a \n> b\n-- \nme") == "> a b\n-- \nme"
    assert unflow("Grü \nße", delete_space=True) == "Grüße"


def test_a_line_of_quote_signs_is_one_quote_and_no_deeper_than_anybody_draws() -> None:
    assert [b.depth for b in blocks_of_text(">" * 100_000 + " words")] == [LETTER.quotes]
    assert [(b.depth, b.text) for b in blocks_of_text("> > a\n>> b")] == [(2, "a\nb")]
    assert [(b.depth, b.text) for b in blocks_of_text(">  > a")] == [(1, "> a")]


def test_a_message_is_known_again_by_its_fingerprint() -> None:
    assert fingerprint(nested(3)) == fingerprint(nested(3))
    assert len({fingerprint(raw) for raw in (nested(3), nested(4), forwarded(1), b"")}) == 4
    assert 0 < fingerprint(b"") < 1 << 63


def test_nothing_of_a_message_stays_in_memory_once_it_is_read() -> None:
    gc.collect()
    gc.disable()
    try:
        chosen = structure.read_tree(HEAD + b"Content-Type: text/plain\r\n\r\nwords")
        held = weakref.ref(chosen.content)
        del chosen
        assert held() is None
    finally:
        gc.enable()
