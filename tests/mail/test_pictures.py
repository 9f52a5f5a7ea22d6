"""What stands in the place of pictures that are not shown."""

import pytest

from osone.mail.html import reduce_html
from osone.mail.pictures import told


def lines(html: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in told(reduce_html(html), html)]


PICTURE = '<p><img src="https://shop.example/a.png" width="600" height="300"></p>'


def test_remote_pictures_leave_one_line_that_counts_them() -> None:
    assert lines(f"<p>Hello</p>{PICTURE * 3}<p>Bye</p>") == [
        ("paragraph", "Hello"),
        ("paragraph", "Bye"),
        ("note", "3 remote pictures aren't shown."),
    ]


def test_a_picture_with_words_keeps_them() -> None:
    assert lines('<p>Hello</p><img src="https://shop.example/a.png" alt="A red bicycle" width="600">') == [
        ("paragraph", "Hello"),
        ("image-placeholder", "A red bicycle"),
        ("note", "1 remote picture isn't shown."),
    ]


def test_a_message_that_is_only_pictures_says_so() -> None:
    assert lines(PICTURE) == [("note", "This message is only pictures. 1 remote picture isn't shown.")]
    linked = '<a href="https://shop.example"><IMG alt="" SRC=https://shop.example/a.png></a>'
    assert lines(linked * 2) == [("note", "This message is only pictures. 2 remote pictures aren't shown.")]
    assert lines('<img src="cid:a@b" width="600">') == [("note", "This message is only pictures.")]


@pytest.mark.parametrize(
    "counter",
    [
        '<img src="https://shop.example/p.gif" width="1" height="1">',
        '<img height=0 src="https://shop.example/p.gif">',
        '<img src="https://shop.example/p.gif" style="width:1px">',
        '<img src="https://shop.example/p.gif" style="display: none">',
    ],
)
def test_what_only_counts_who_reads_is_no_picture(counter: str) -> None:
    assert lines(f"<p>Hello</p>{counter}") == [("paragraph", "Hello")]


def test_pictures_of_a_signature_that_came_with_it_need_no_word() -> None:
    assert lines('<p>Hello</p><img src="cid:logo@x" width="300">') == [("paragraph", "Hello")]
