"""Pictures that came with a message are shown in their place, however its page names them; nothing is asked for."""

import base64

import pytest

from osone.mail.blocks import BlockKind, TextBlock
from osone.mail.enclosed import brings_files, bytes_of, enclosed, taken_out
from osone.mail.html import reduce_html
from osone.mail.mime import parse
from osone.mail.pictures import told
from tests.mail.test_measured import png

PICTURE = png(600, 300)
SMILE = png(20, 20)


def message(page: str, *parts: tuple[str, bytes], kind: str = "related") -> bytes:
    """A message of a page and pictures, each with fields of its own."""
    body = f"--B\nContent-Type: text/html; charset=utf-8\n\n{page}\n"
    for fields, data in parts:
        encoded = base64.encodebytes(data).decode()
        body += f"--B\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n{fields}\n\n{encoded}"
    return f"Content-Type: multipart/{kind}; boundary=B\n\n{body}--B--\n".encode()


def read(raw: bytes) -> list[TextBlock]:
    parsed = parse(raw)
    page = taken_out(parsed.html)
    came = enclosed(raw, page, parsed.attachments)
    return list(told(reduce_html(page.html, came), page.html, came))


def shown(raw: bytes) -> list[tuple[str, int, int]]:
    return [(block.picture, block.width, block.height) for block in read(raw) if block.picture]


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("cid:logo@x", "Content-ID: <logo@x>"),
        ("CID:logo@x", "Content-ID: <logo@x>"),
        ("cid:logo%40x", "Content-ID: <logo@x>"),
        ("cid:&lt;logo@x&gt;", "Content-ID: <logo@x>"),
        ("cid:lo\ngo@x", "Content-ID: <logo@x>"),
        ("cid:logo@x", "Content-ID: logo@x"),
        ("cid:image001.png", "Content-Disposition: inline; filename=image001.png"),
        ("https://shop.example/a.png", "Content-Location: https://shop.example/a.png"),
        ("images/a%20b.png", "Content-Location: images/a b.png"),
        ("image.png", "Content-Location: image.png"),
    ],
)
def test_a_page_may_name_its_picture_in_every_way_that_mailers_do(source: str, fields: str) -> None:
    raw = message(f'<p>Hello</p><img src="{source}">', (fields, PICTURE))
    if "a b" in fields:
        fields = fields.replace(" b", "%20b")
        raw = message(f'<p>Hello</p><img src="{source}">', (fields, PICTURE))
    assert shown(raw) == [("1", 600, 300)]
    assert [block.text for block in read(raw)] == ["Hello", ""], "and it is not counted as one that isn't here"
    assert bytes_of(raw, "1") == PICTURE


@pytest.mark.parametrize("kind", ["related", "mixed"])
def test_a_picture_is_found_beside_the_page_whatever_holds_the_two(kind: str) -> None:
    assert shown(message('<img src="cid:a@x">', ("Content-ID: <a@x>", PICTURE), kind=kind)) == [("1", 600, 300)]


def test_a_picture_that_the_page_itself_holds_is_shown() -> None:
    signs = base64.b64encode(PICTURE).decode()
    raw = message(f'<p>Hello</p><img src="data:image/png;base64,{signs}" width="200">')
    assert shown(raw) == [("p0", 200, 100)]
    assert bytes_of(raw, "p0") == PICTURE
    quoted = "".join(f"%{byte:02x}" for byte in PICTURE)
    assert shown(message(f'<img src="data:image/png,{quoted}">')) == [("p0", 600, 300)]


def test_a_page_that_holds_a_photograph_is_read_whole() -> None:
    signs = base64.b64encode(PICTURE + bytes(2_000_000)).decode()
    words = [
        block.text for block in read(message(f'<p>Above</p><img src="data:image/png;base64,{signs}"><p>Below</p>'))
    ]
    assert words == ["Above", "", "Below"]


def test_it_is_as_large_as_the_page_says_in_its_own_proportions() -> None:
    def size(given: str) -> tuple[int, int]:
        ((_key, width, height),) = shown(message(f'<img src="cid:a@x" {given}>', ("Content-ID: <a@x>", PICTURE)))
        return width, height

    assert size("") == (600, 300)
    assert size('width="200"') == (200, 100)
    assert size('height="30"') == (60, 30)
    assert size('style="width:120px;height:500px"') == (120, 60)
    assert size('width="100%"') == (600, 300)


def test_what_is_no_picture_leaves_its_words_and_stays_a_file() -> None:
    for data in (b"<svg onload='x'/>", b"MZ\x90", png(60_000, 60_000)):
        raw = message('<p>Hello</p><img src="cid:a@x" alt="Our plan">', ("Content-ID: <a@x>", data))
        blocks = read(raw)
        assert [(block.kind, block.text, block.picture) for block in blocks[1:]] == [(BlockKind.IMAGE, "Our plan", "")]
        assert bytes_of(raw, "1") == b""
    missing = read(message('<p>Hello</p><img src="cid:gone@x" alt="Our plan">'))
    assert [(block.kind, block.text) for block in missing[1:]] == [(BlockKind.IMAGE, "Our plan")]


def test_a_speck_is_no_picture_and_a_smile_stands_in_its_line() -> None:
    speck = message('<p>Hello</p><img src="cid:a@x">', ("Content-ID: <a@x>", png(600, 1)))
    assert [block.text for block in read(speck)] == ["Hello"]
    smile = message('<p>See you <img src="cid:a@x" alt=":-)"> soon</p>', ("Content-ID: <a@x>", SMILE))
    assert [block.text for block in read(smile)] == ["See you :-) soon"]


def test_a_picture_that_leads_somewhere_keeps_where_and_one_in_a_quote_its_depth() -> None:
    raw = message('<a href="https://a.example/"><img src="cid:a@x"></a>', ("Content-ID: <a@x>", PICTURE))
    assert [block.href for block in read(raw)] == ["https://a.example/"]
    raw = message('<p>Yes</p><blockquote><img src="cid:a@x"></blockquote>', ("Content-ID: <a@x>", PICTURE))
    assert [block.depth for block in read(raw)] == [0, 1]


def test_pictures_from_elsewhere_stay_there_beside_one_that_came_along() -> None:
    page = '<p>Hello</p><img src="cid:a@x"><img src="https://shop.example/a.png" width="600">'
    blocks = read(message(page, ("Content-ID: <a@x>", PICTURE)))
    assert [block.picture for block in blocks] == ["", "1", ""]
    assert blocks[-1].text == "1 remote picture isn't shown."


def test_a_message_that_is_a_picture_says_nothing_more() -> None:
    assert [block.text for block in read(message('<img src="cid:a@x">', ("Content-ID: <a@x>", PICTURE)))] == [""]


def test_keys_of_nothing_give_nothing() -> None:
    raw = message('<img src="cid:a@x">', ("Content-ID: <a@x>", PICTURE))
    for key in ("7", "p3", "p", "", "-1", "x"):
        assert bytes_of(raw, key) == b""


def brings(raw: bytes) -> bool:
    return brings_files(raw, parse(raw))


def test_a_picture_that_the_text_shows_is_no_file_in_the_list_however_large_it_is_or_is_named() -> None:
    photograph = PICTURE + bytes(100_000)
    assert not brings(message('<img src="cid:a@x">', ("Content-ID: <a@x>", photograph)))
    assert not brings(message('<img src="image.png">', ("Content-Location: image.png", photograph)))
    assert not brings(message("<p>Hello</p>"))


def test_a_file_that_nobody_sees_in_the_text_is_one_in_the_list() -> None:
    photograph = PICTURE + bytes(100_000)
    beside = message('<img src="cid:a@x">', ("Content-ID: <a@x>", photograph), ("Content-ID: <b@x>", PICTURE))
    assert brings(beside), "the second is not placed"
    assert brings(message('<img src="cid:a@x">', ("Content-ID: <a@x>", bytes(100_000)))), "it can't be drawn"
    paper = message('<img src="cid:a@x">', ("Content-ID: <a@x>", photograph), ("Content-Disposition: attachment", b""))
    assert brings(paper.replace(b"image/png", b"application/pdf", 2).replace(b"application/pdf", b"image/png", 1))
