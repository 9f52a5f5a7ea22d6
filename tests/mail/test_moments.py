"""When a message was written and relayed: dates in words of other languages, and what servers wrote on its way."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.dates import moment
from osone.mail.months import month_of
from osone.mail.relayed import relayed


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())


FIVE = at(2004, 10, 28, 17)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("zo, 28 okt. 2004 om 17:00", FIVE),
        ("Do, 28. Okt. 2004 17:00:38 +0200", at(2004, 10, 28, 15, 0, 38)),
        ("mar., 26 oct. 2004 17:00:38 +0200", at(2004, 10, 26, 15, 0, 38)),
        ("jeu. 28 févr. 2002 17:00", at(2002, 2, 28, 17)),
        ("mié, 28 de diciembre de 2004 17:00:00 -0300", at(2004, 12, 28, 20)),
        ("gio, 28 ott 2004 17:00:00 GMT", FIVE),
        ("czw., 28 paź 2004 17:00", FIVE),
        ("28 października 2004, 17:00", FIVE),
        ("čt říj 28 17:00:00 2004", FIVE),
        ("Чт, 28 окт. 2004 г. 17:00", FIVE),
        ("28 жовтня 2004 17:00", FIVE),
        ("Πεμ, 28 Οκτ 2004 17:00", FIVE),
        ("2004. okt. 28. 17:00", FIVE),
        ("28 Eki 2004 Per 17:00", FIVE),
        ("to, 28. lokakuuta 2004 17.00", FIVE),
        ("2004 m. spalio 28 d. 17:00", FIVE),
        ("2004年10月28日 17:00", FIVE),
        ("2004년 10월 28일 오후 5:00", FIVE),
        ("28 ตุลาคม 2547 17:00", FIVE),
        ("28.10.2004 17:00", FIVE),
        ("28/10 or so", None),
        ("31 february 2004 17:00", None),
        ("Thu, 28 Frimaire 2004 17:00", None),
    ],
)
def test_a_date_is_read_in_the_language_of_who_wrote_it(written: str, read: int | None) -> None:
    assert moment(written) == read


def test_a_beginning_that_several_months_share_is_none_of_them() -> None:
    assert [month_of(word) for word in ("jui", "juil", "juin", "x", "")] == [None, 7, 6, None, None]


@given(st.text(max_size=60) | st.from_regex(r"\d{1,4}[ .]\w{1,9}[ .]\d{1,5} \d{1,3}:\d\d", fullmatch=True))
def test_no_date_makes_it_raise(text: str) -> None:
    moment(text)


@pytest.mark.parametrize(
    ("head", "read"),
    [
        (b"Received: from a by b; Thu, 28 Oct 2004 17:00:00 +0000\n", FIVE),
        (b"Received: ; Thu Oct 28 17:00:00 2004 +0000\n", FIVE),
        (
            b"X: 1\r\nRECEIVED: from a by b with x\r\n\tid 12;\r\n\tThu, 28 Oct 2004 17:00:00 +0000 (GMT)\r\nY: 2\r\n",
            FIVE,
        ),
        (b"Received: (from x@y) by z at Thu, 28 Oct 2004 17:00:00 +0000\n", FIVE),
        (b"Received: from a\nReceived: from b by c; 28 Oct 2004 17:00:00 GMT\n", FIVE),
        (b"Received: by b; 28 Oct 2004 17:00:00 GMT\nReceived: by a; 27 Oct 2004 17:00:00 GMT\n", FIVE),
        (b"Subject: Received: by b; 28 Oct 2004 17:00:00 GMT\n", None),
        (b"Received: from a by b\n", None),
        (b"", None),
    ],
)
def test_the_last_server_on_the_way_says_when(head: bytes, read: int | None) -> None:
    assert relayed(head) == read


def test_a_field_that_was_cut_off_says_nothing() -> None:
    first = b"Received: by c; Thu, 28 Oct 2004 17:00:00 +0000\r\n"
    assert relayed(first + b"Received: by b; Wed, 27 Oct 2004 1", cut=True) == FIVE
    assert relayed(b"Received: by c; Thu, 28 Oct 2004 17:0", cut=True) is None


@given(st.lists(st.sampled_from([b"Received:", b"; ", b"Thu, 28 Oct 2004 ", b"17:00", b"\n", b"\r\n\t", b"x"])))
def test_no_head_makes_it_raise(pieces: list[bytes]) -> None:
    relayed(b"".join(pieces))
