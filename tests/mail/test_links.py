"""A link is shown as the host that is really opened."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.links import target


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("https://example.org/a?b#c", "example.org"),
        ("HTTPS://Example.ORG", "example.org"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://bank.example:secret@evil.example/", "evil.example"),
        ("https:\\\\evil.example\\@bank.example", "evil.example"),
        ("https:evil.example/bank.example", "evil.example"),
        ("https:///evil.example", "evil.example"),
        ("https://e%76il.example/", "evil.example"),
        ("https://evil\u3002example/", "evil.example"),
        ("https://evil\uff0eexample/", "evil.example"),
        ("https://\uff45\uff56il.example/", "evil.example"),
        ("https://ev\u00adil\u200b.example/", "evil.example"),
        ("https://b\u00fccher.example/", "b\u00fccher.example"),
        ("https://\u65e5\u672c\u8a9e\u306e.example/", "\u65e5\u672c\u8a9e\u306e.example"),
        ("https://\u043f\u043e\u0447\u0442\u0430.example/", "\u043f\u043e\u0447\u0442\u0430.example"),
        # A Cyrillic letter among Latin ones, and a word of Cyrillic letters that all look Latin.
        ("https://b\u0430nk.example/", "xn--bnk-6cd.example"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.example/", "xn--80ak6aa92e.example"),
        ("https://xn--80ak6aa92e.example/", "xn--80ak6aa92e.example"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://[::1]:8080/", "[::1]"),
        ("mailto:ann@one.example?subject=Hello", "ann@one.example"),
        ("mailto:ann@one.example?body=one%0D%0Atwo", "ann@one.example"),
    ],
)
def test_the_host_is_the_one_that_is_opened(link: str, place: str) -> None:
    found = target(link)
    assert found is not None
    assert found.place == place


def test_signs_that_look_like_a_slash_end_no_host() -> None:
    for sign in "\u2044\u2215\u29f8":
        found = target(f"https://bank.example{sign}login.evil.example/")
        assert found is not None
        assert found.place.isascii()
        assert found.place.endswith("evil.example")
    assert target("https://bank.example\uff0flogin.evil.example/") is None


@pytest.mark.parametrize(
    "link",
    [
        "mailto:ann@one.example%0ABcc:eve@evil.example",
        "mailto:ann@one.example?subject=x%0d%0aBcc:eve@evil.example",
        "mailto:ann@one.example?subject=x\nBcc: eve@evil.example",
        "mailto:ann@one.example?x%0ABcc=eve@evil.example",
    ],
)
def test_a_line_break_in_a_mailto_is_refused(link: str) -> None:
    assert target(link) is None


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "tel:110", "example.org", "", "https://", "https:///",
     "https://a b.example^/", "https://a.example:99999/", f"https://a.example:{'9' * 5000}/", "http://999.1.1.1/",
     "http://1.2.3.4.5/"],
)  # fmt: skip
def test_what_leads_nowhere_is_not_opened(link: str) -> None:
    assert target(link) is None


@given(st.text(max_size=60))
def test_no_link_is_opened_whose_host_is_not_plain(text: str) -> None:
    for link in (text, f"https://{text}", f"https://a.example{text}", f"mailto:{text}"):
        found = target(link)
        if found is not None and found.scheme != "mailto":
            authority = re.split("[/?#]", found.url.partition("://")[2])[0]
            assert authority.rpartition("@")[2].isascii()
