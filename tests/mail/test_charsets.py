"""Letters of every charset that mail is in, by every name that it has, and where the name is wrong."""

import pytest

from osone.mail.charsets import codec_of, decode
from osone.mail.labels import CODECS

# Bytes that differ between charsets which mailers mix up, and what the WHATWG Encoding Standard reads in them.
LETTERS = [
    ("iso-8859-1", b"\x80 \x93a\x94 \x81", "€ “a” \x81"),
    ("iso_8859-1:1987", b"\x99", "™"),
    ("iso-8859-9", b"\x80\xf0", "€ğ"),
    ("iso8859-11", b"\xa1\x80", "ก€"),
    ("windows-1253", b"\xc1\x81", "Α\x81"),
    ("sun_eu_greek", b"\xc1", "Α"),
    ("logical", b"\xf9\xec\xe5\xed", "שלום"),
    ("visual", b"\xe0", "א"),
    ("asmo-708", b"\xc7", "ا"),
    ("koi", b"\xd0\xd2\xc9", "при"),
    ("koi8-u", b"\xae\xbe\xa4", "ўЎє"),
    ("csmacintosh", b"\x8a\xdb", "ä€"),
    ("x-mac-ukrainian", b"\x80\xff", "А€"),
    ("866", b"\x8f\xe0", "Пр"),
    ("chinese", b"\xc4\xe3\x80", "你€"),
    ("iso-ir-58", b"\xc4\xe3\xba\xc3", "你好"),
    ("gb2312", b"\x81\x40\xfd\x9b", "丂龥"),
    ("cn-big5", b"\xa7A\xa6n", "你好"),
    ("big5", b"\xf9\xd6\xa3\xe1", "碁€"),
    ("korean", b"\xb0\xa1\x8c\x63", "가똠"),
    ("ks_c_5601-1989", b"\xc7\xd1", "한"),
    ("ms932", b"\x87\x40\x81\x60", "①～"),
    ("x-sjis", b"\xfa\xb1", "﨑"),
    ("euc-jp", b"\xad\xa1\xad\xea\xa1\xc1\x8e\xb1\x8f\xb0\xa1", "①㈱～ｱ丂"),
    ("cp51932", b"\xf9\xa1\xf9\xa2", "纊褜"),
    ("iso-2022-jp", b"\x1b$B%F-!-j!A\x1b(B end \x1b(J\\~\x1b(B", "テ①㈱～ end ¥‾"),
    ("cp50221", b"\x1b$By!\x1b(B", "纊"),
    ("csiso2022jp", b"\x1b$@%F\x1b(J", "テ"),
    ("hz-gb-2312", b"~{VPND~}", "中文"),
    ("iso-2022-kr", b"\x1b$)C\x0e0!\x0f", "가"),
    ("utf-16", b"a\0b\0", "ab"),
    ("utf-16be", b"\0a\0b", "ab"),
]


@pytest.mark.parametrize(("charset", "data", "text"), LETTERS)
def test_each_charset_reads_as_a_browser_reads_it(charset: str, data: bytes, text: str) -> None:
    for written in (charset, charset.upper(), f' "{charset}" ', f"{charset};", f"x-{charset}".replace("x-x-", "x-")):
        assert decode(data, written) == text


def test_every_label_of_the_standard_names_a_codec_that_is_there() -> None:
    assert len(CODECS) > 220
    for label, codec in CODECS.items():
        assert (codec_of(label) is None) == (codec is None)


@pytest.mark.parametrize(
    "charset",
    ["iso-2022-jp", "euc-jp", "shift_jis", "gb2312", "big5", "euc-kr", "utf-16", "windows-1253", "us-ascii", "latin1"],
)
def test_utf_8_under_another_name_is_read_where_that_name_cannot_be_right(charset: str) -> None:
    assert decode("ほげ Ё ª, ほげほげ".encode(), charset) == "ほげ Ё ª, ほげほげ"


def test_a_japanese_letter_under_another_japanese_name_is_read() -> None:
    words = "日本語のメールです"
    assert decode(words.encode("cp932"), "euc-jp") == words
    assert decode(words.encode("euc_jp"), "iso-2022-jp") == words
    for wrong in ("us-ascii", "utf-8", "iso-8859-1", ""):
        assert decode(words.encode("iso2022_jp"), wrong) == words


def test_what_cannot_be_read_spoils_only_itself() -> None:
    assert decode("Frösche ".encode() + b"\xff", "utf-8") == "Frösche \ufffd"
    assert decode("日本".encode("euc_jp") + b"\xff a", "euc-jp").startswith("日本")
    assert decode("Gr\xfc\xdfe".encode("latin-1"), "utf-8") == "Grüße"


def test_a_mark_of_the_byte_order_says_more_than_a_name() -> None:
    assert decode(b"\xef\xbb\xbfFr\xc3\xb6sche", "iso-8859-1") == "Frösche"
    assert decode(b"\xff\xfea\0", "") == "a"
