"""What stands beneath an answer and a message that is passed on."""

import base64
import struct
import zlib
from dataclasses import replace

from osone.mail.mime import parse
from osone.mail.writing import blocks, flowing
from osone.model.drafts import Block, Draft, DraftId, Recipients, Relation, part_key
from osone.model.ids import AccountId, MessageId
from osone.model.mail import Address
from osone.queries.beneath import Beneath, along, beneath


def png(width: int = 40, height: int = 20) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + b"\x40\x80\xc0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PAGE = (
    b"From: Bo <bo@y.org>\r\nTo: Amy <amy@x.org>\r\nSubject: The plan\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
    b'<p>Look, <b>this</b> is <a href="https://y.org/plan">the plan</a>:</p><ul><li>one<li>two</ul>'
    b'<img src="cid:sun"><img src="https://t.example/p.png" width=1 height=1>\r\n--b\r\nContent-Type: image/png;'
    b" name=sun.png\r\nContent-ID: <sun>\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: inline\r\n\r\n"
    + base64.b64encode(png())
    + b"\r\n--b--\r\n"
)
PATCH = b"From: Bo <bo@y.org>\r\nSubject: A patch\r\n\r\nLook:\r\n\r\n- old line\r\n+ new   line\r\n> said before\r\n"


def under(raw: bytes, relation: Relation) -> Beneath:
    draft = Draft(
        DraftId(1), AccountId(1), Address("Amy", "amy@x.org"), Recipients(), "", (Block(),), relation, MessageId(7),
        message_id="ab@x.org",
    )  # fmt: skip
    return beneath(draft, raw, parse(raw))


def test_an_answer_quotes_a_page_with_its_marks_links_and_lists() -> None:
    found = under(PAGE, Relation.REPLY)
    html = blocks.as_html(found.blocks)
    assert html.startswith("<p>On 23 November 2026, 09:00, Bo wrote:</p><blockquote")
    assert '<p>Look, <strong>this</strong> is <a href="https://y.org/plan">the plan</a>:</p>' in html
    assert "<ul><li>one</li><li>two</li></ul>" in html
    assert "t.example" not in html
    plain = flowing.flowed(blocks.as_paragraphs(found.blocks))
    assert "> Look, this is the plan <https://y.org/plan>:" in plain.replace(" \n> ", " ")
    assert "> - one\n> - two" in plain
    assert found.pictures == {}, "an answer does not send pictures back"


def test_what_is_passed_on_keeps_the_pictures_that_came_with_it() -> None:
    found = under(PAGE, Relation.FORWARD)
    html = blocks.as_html(found.blocks)
    [(key, content_id)] = found.pictures.items()
    assert f'<img src="cid:{content_id}"' in html
    assert content_id == f"{key}.ab@x.org"
    assert "From: Bo &lt;bo@y.org&gt;" in html
    assert "blockquote" not in html


FILES = (
    b"From: Bo <bo@y.org>\r\nSubject: The plan\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain\r\n\r\nHere.\r\n--b\r\nContent-Type: application/pdf; name=plan.pdf\r\n"
    b"Content-Disposition: attachment\r\n\r\nabc\r\n--b\r\nContent-Type: text/csv; name=list.csv\r\n"
    b"Content-Disposition: attachment\r\n\r\na,b\r\n--b--\r\n"
)


def test_what_is_passed_on_brings_its_files_but_those_that_were_left_out() -> None:
    found = under(FILES, Relation.FORWARD)
    plan, listed = found.files
    draft = Draft(
        DraftId(1), AccountId(1), Address("Amy", "amy@x.org"), Recipients(), "", (Block(),), Relation.FORWARD,
        MessageId(7), left_out=frozenset({part_key(plan.part)}),
    )  # fmt: skip
    assert along(draft, found) == [listed]
    assert along(replace(draft, quotes=False), found) == [], "without the message none of them goes along"
    assert under(FILES, Relation.REPLY).files == (), "an answer sends no files back"
    assert [one.name for one in under(PAGE, Relation.FORWARD).files] == [], (
        "a picture in its words is no file beside it"
    )


def test_plain_text_is_quoted_line_by_line_so_that_a_patch_stays_one() -> None:
    plain = flowing.flowed(blocks.as_paragraphs(under(PATCH, Relation.REPLY).blocks)).split("\n")
    assert plain[1:] == ["> Look:", "> ", "> - old line", "> + new   line", ">> said before"]
