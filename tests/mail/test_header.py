"""The head of a message: RFC 2047 words, addresses, dates, ids; never raises, never hangs."""

from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.addresses import LIMIT, addresses
from osone.mail.charsets import codec_of, decode
from osone.mail.dates import moment
from osone.mail.header import HEADER_FIELDS, parse_header, wanted_fields
from osone.mail.parameters import split
from osone.mail.words import decode_words
from osone.model.mail import Address


def test_a_typical_head_is_read_whole() -> None:
    header = parse_header(
        b"Date: Mon, 23 Nov 2026 09:41:09 -0800\r\n"
        b"From: =?UTF-8?Q?Am=C3=A9lie_Ferrante?= <amelie@example.org>\r\n"
        b"Reply-To: letters@example.org\r\n"
        b'To: Theodore <theodore@example.com>, "Paul, the man" <paul@example.com>\r\n'
        b"Subject: =?utf-8?B?Q2FuIHlvdSBsb29rPw==?=\r\n"
        b"Message-ID: <a1@mail.example.org>\r\nIn-Reply-To: <b2@mail.example.com>\r\n"
        b"References: <0@mail.example.com>\r\n <b2@mail.example.com>\r\n"
        b"List-Id: Letters <letters.example.org>\r\nPrecedence: bulk\r\n"
        b'Content-Type: multipart/alternative; boundary="x"\r\n\r\n'
    )
    assert header.sender == Address("Amélie Ferrante", "amelie@example.org")
    assert header.to == (Address("Theodore", "theodore@example.com"), Address("Paul, the man", "paul@example.com"))
    assert (header.subject, header.message_id) == ("Can you look?", "a1@mail.example.org")
    assert header.references == ("0@mail.example.com", "b2@mail.example.com")
    assert header.date == 1795455669
    assert (header.list_id, header.auto_submitted) == ("letters.example.org", False), "a list calls all bulk"
    assert header.media_type == "multipart/alternative"


def test_an_empty_head_has_only_defaults() -> None:
    header = parse_header(b"")
    assert (header.subject, header.sender, header.date) == ("", Address("", ""), None)
    assert header.media_type == "text/plain"


def test_the_sync_asks_for_what_the_rules_read() -> None:
    assert {"References", "List-Unsubscribe-Post", "Authentication-Results", "Reply-To"} <= set(HEADER_FIELDS)


def test_the_fields_that_name_a_message_stay_what_they_are() -> None:
    assert (
        *("Date", "From", "Sender", "Reply-To", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References"),
        *("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "Precedence", "Content-Type"),
        *("MIME-Version", "Authentication-Results", "X-Priority", "Importance"),
    ) == HEADER_FIELDS, "with any other, what is held already would come a second time"


def test_only_the_last_fifty_references_are_kept() -> None:
    header = parse_header(b"References: " + b" ".join(b"<%d@x>" % at for at in range(80)))
    assert header.references[0] == "30@x"
    assert len(header.references) == 50


def test_the_head_ends_at_the_blank_line_and_a_mbox_line_is_passed_over() -> None:
    header = parse_header(b"From paul Mon Nov 23 06:21:56 2026\nSubject: one\n\nFrom: body@x\n")
    assert header.subject == "one"
    assert header.sender.email == ""


@given(st.text(st.sampled_from("fFrRoOmMxX: \t\n-"), max_size=60))
def test_the_names_of_fields_are_found_however_they_are_written(text: str) -> None:
    said: dict[str, str] = {}
    for line in text.replace("\n ", " ").replace("\n\t", "\t").split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.rstrip(" \t").lower() in ("from", "x"):
            said.setdefault(name.rstrip(" \t").lower(), value.lstrip(" \t"))
    assert wanted_fields(text.encode(), frozenset({"from", "x"})) == said


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?Q?a?= =?utf-8?Q?b?= c", "ab c"),
        ("x =?utf-8?B?4oI=?= =?utf-8?B?rA==?= y", "x € y"),
        ("=?a?q?=?utf-8?q?hello?=", "hello"),
        ("=?gb2312?B?xOO6w6Os =?gb2312?B?ztK1xMXz09E=?=", "你好，我的朋友"),
        ("=?gb2312?B?xOO6w6Os and so on", "你好， and so on"),
        ("=?utf-8?Q?caf=C3=A9 and cake", "café and cake"),
        ("=?utf-8?Q?caf=C3=A9_and cake", "café and cake"),
        ("=?utf-8?Q?Hi there?=", "Hi there"),
        ("=?bogus?Q?x=E4?=", "xä"),
        ("=?utf-8?q?cut", "cut"),
        ("=?iso-8859-1*de?q?Fr=F6sche?=", "Frösche"),
        ("=?utf-7?Q?Fr+APY-sche?=", "Frösche"),
        ("1 =? 2", "1 =? 2"),
    ],
)
def test_encoded_words_are_read_as_well_as_they_can_be(written: str, read: str) -> None:
    assert decode_words(written) == read


def test_raw_utf8_and_raw_legacy_bytes_are_both_read() -> None:
    assert parse_header("Subject: Frösche".encode()).subject == "Frösche"
    assert parse_header("Subject: Frösche".encode("latin-1")).subject == "Frösche"
    both = parse_header("Subject: Frösche\n".encode() + "From: Jürgen <j@x.org>\n".encode("latin-1"))
    assert (both.subject, both.sender.name) == ("Frösche", "Jürgen")


def test_a_field_that_is_in_japanese_without_saying_so_is_read() -> None:
    assert parse_header("Subject: 会議\nFrom: a@b\n".encode("iso2022_jp")).subject == "会議"


def test_marks_that_turn_the_reading_direction_do_not_reach_the_screen() -> None:
    assert parse_header("Subject: a\u202egnp.exe\n".encode()).subject == "agnp.exe"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Doe, Jane <jane@x.org>", [("Doe, Jane", "jane@x.org")]),
        ("a@b (John)", [("John", "a@b")]),
        ("undisclosed-recipients:;", []),
        ("team: a@x, B <b@y>;, c@z", [("", "a@x"), ("B", "b@y"), ("", "c@z")]),
        ('"=?utf-8?Q?A,_B?=" <x@y>', [("A, B", "x@y")]),
        (
            "Mary <@node.test:mary@example.net>, , jdoe@test . example",
            [("Mary", "mary@example.net"), ("", "jdoe@test.example")],
        ),
        ("Moderator-Address", [("Moderator-Address", "")]),
        ("=?utf-8?Q?Tienda_Sol;_R=C3=ADo?= <a@b>, c@d", [("Tienda Sol; Río", "a@b"), ("", "c@d")]),
        ("=?utf-8?Q?Doe,_Jane?= <j@x.org>, =?utf-8?Q?a@b,?= <c@d>", [("Doe, Jane", "j@x.org"), ("a@b,", "c@d")]),
        ("=?utf-8?Q?(x)_<y>_:?= <a@b>", [("(x) <y> :", "a@b")]),
        ("=?utf-8?B?IldhbmRhIiA8d2FuZGFAZXhhbXBsZS5jb20+?=", [("Wanda", "wanda@example.com")]),
        ('"=?utf-8?Q?Wanda_=3Cwanda=40example.com=3E?="', [("Wanda", "wanda@example.com")]),
        ("=?utf-8?Q?wanda@example.com?=", [("", "wanda@example.com")]),
        ("=?utf-8?Q?W=C3=A4nda?= =?utf-8?Q?_<w@x.org>?=, ", [("Wända", "w@x.org")]),
        ("=?utf-8?Q?bank=40bank.example?= <e@evil.example>", [("bank@bank.example", "e@evil.example")]),
        ("=?utf-8?Q?<bank@bank.example>?=, e@evil.example", [("<bank@bank.example>", ""), ("", "e@evil.example")]),
        ('"Giant; \\"Big\\" Box" <s@x.net>', [('Giant; "Big" Box', "s@x.net")]),
        (
            "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>",
            [("Pete (A nice ) chap)", "pete@silly.test")],
        ),
    ],
)
def test_addresses_are_read_as_they_are_written(written: str, read: list[tuple[str, str]]) -> None:
    assert [(address.name, address.email) for address in addresses(written)] == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Wed, 17 May 2000 19:18:39 -0400", 958605519),
        ("17 May 00 19:18 EST", 958609080),
        ("Mon Nov 23 06:21:56 2026", 1795414916),
        ("Thu Aug 22 12:36:23 PDT 2002", 1030044983),
        ("2026-11-23T06:21:56Z", 1795414916),
        ("21 Nov 97 09:55:06 GMT (x)", 880106106),
        ("Fri, 31 Dec 99999 00:00:00 +0000", None),
        ("Sat, 29 Feb 2003 10:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_read_in_old_forms_and_absurd_ones_are_none(written: str, read: int | None) -> None:
    assert moment(written) == read


@given(st.binary(max_size=2000))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    parse_header(raw)


@given(
    st.lists(
        st.sampled_from(
            [
                b"From: ",
                b"Subject: ",
                b"Date: ",
                b"=?utf-8?Q?",
                b"?=",
                b'"',
                b"(",
                b"<",
                b">",
                b",",
                b";",
                b"\n ",
                b"\n",
                b"\xff",
                b"\\",
                b"a@b",
                b"=?x?B?====",
                b"1 Jan 0",
                b"9" * 30,
            ]
        )
    )
)
def test_no_pieces_of_a_head_make_it_raise(pieces: list[bytes]) -> None:
    parse_header(b"".join(pieces))


def test_recipients_may_stand_in_several_fields() -> None:
    head = (
        b"To: a@x.example\nCc: b@x.example\nFrom: me@x.example\nCc: C <c@x.example>,\n d@x.example\nTo: e@x.example\n"
    )
    header = parse_header(head)
    assert [to.email for to in header.to] == ["a@x.example", "e@x.example"]
    assert [cc.email for cc in header.cc] == ["b@x.example", "c@x.example", "d@x.example"]
    assert len(parse_header(b"Cc: a@x.example\n" * 50_000).cc) <= 50_000


@pytest.mark.parametrize("piece", [b"=?a?q?", b'"', b"<", b"(", b'\\"', b",", b"=?utf-8?Q?a?= ", b"x:", b"a@", b" \n"])
def test_a_head_of_one_piece_over_and_over_is_read(piece: bytes) -> None:
    for name in (b"From: ", b"Subject: ", b"References: ", b"Content-Type: "):
        parse_header(name + piece * (200_000 // len(piece)))


@pytest.mark.parametrize("charset", sorted({name for name in aliases.values() if codec_of(name) is not None}))
def test_ascii_reads_as_each_charset_has_it(charset: str) -> None:
    codec = codec_of(charset)
    assert codec is not None
    assert decode(bytes(range(128)), charset) == bytes(range(128)).decode(codec, "replace")
    wide = codec.startswith(("utf-16", "utf-32"))
    assert decode(b"plain words", charset) == ("plain words" if wide else b"plain words".decode(codec, "replace"))


@pytest.mark.parametrize("joint", [",", " ", ";"])
def test_so_many_addresses_of_a_field_are_kept_and_no_more(joint: str) -> None:
    assert len(addresses(joint.join(["<a@b.c>"] * (LIMIT + 9)))) == LIMIT


def test_half_of_a_letter_in_a_parameter_is_read_as_none() -> None:
    assert split("x; name*0*=utf-8''a\ud800; name*1=\ud800b") == ("x", {"name": "a??b"})


@pytest.mark.parametrize(
    ("written", "name"),
    [("'Ann' <a@b.c>", "Ann"), ("\"'Ann'\" <a@b.c>", "Ann"), ('"a@b.c" <a@b.c>', ""), ("'a@b.c' <a@b.c>", "")],
)
def test_somebody_alone_in_a_field_has_the_same_name_as_among_others(written: str, name: str) -> None:
    assert addresses(written) == (Address(name, "a@b.c"),)
    assert addresses(f"(x) x@y.z, {written}")[1:] == (Address(name, "a@b.c"),)
