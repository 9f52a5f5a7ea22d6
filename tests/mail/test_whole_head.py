"""All that stands in a message's head, as it is shown to who asks for it."""

from osone.mail.whole_head import MOST_FIELDS, MOST_LETTERS, whole_head

HEAD = (
    b"Received: from mx.example by here\r\n\t; Mon, 2 Mar 2026 10:00:00 +0000\r\n"
    b"Subject: =?utf-8?q?Caf=C3=A9?=\r\nX-Empty: \r\nCc: Ben <ben@example.org>,\r\n Chloe <chloe@example.org>\r\n"
    b"FROM: Amy <amy@example.org>\r\n\r\nwords"
)


def test_what_people_know_comes_first_and_the_rest_as_it_stands() -> None:
    assert whole_head(HEAD) == (
        ("From", "Amy <amy@example.org>"),
        ("Cc", "Ben <ben@example.org>, Chloe <chloe@example.org>"),
        ("Subject", "Café"),
        ("Received", "from mx.example by here ; Mon, 2 Mar 2026 10:00:00 +0000"),
    )


def test_a_head_without_end_is_cut_off() -> None:
    shown = whole_head(b"".join(b"X-%d: %b\r\n" % (n, b"a" * 5000) for n in range(5000)) + b"\r\nwords")
    assert len(shown) == MOST_FIELDS
    assert max(len(value) for _name, value in shown) <= MOST_LETTERS + 2
