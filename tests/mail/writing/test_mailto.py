"""What a ``mailto:`` address asks for: recipients, a subject and a text, and nothing else of a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.writing.mailto import LONGEST, asked
from osone.model.mail import Address


def to(uri: str) -> list[str]:
    found = asked(uri)
    assert found is not None
    return [one.email for one in found.to.to]


def test_whom_a_message_is_to_stands_before_and_behind_the_sign() -> None:
    assert to("mailto:bo@x.org") == ["bo@x.org"]
    assert to("MAILTO:bo@x.org,%20cy@y.org?to=dee%40z.org") == ["bo@x.org", "cy@y.org", "dee@z.org"]
    assert to("mailto:?to=bo@x.org") == ["bo@x.org"]
    assert to("mailto:gorby%25kremvax@example.com") == ["gorby%kremvax@example.com"]
    assert to("mailto:user+tag@x.org") == ["user+tag@x.org"], "a plus is no blank"
    assert to("mailto:") == []
    assert to("mailto:Bo%20Berg%20%3Cbo@x.org%3E") == ["bo@x.org"]


def test_copies_subject_and_text_are_read_as_utf_8() -> None:
    found = asked(
        "mailto:bo@x.org?cc=cy@y.org&BCC=dee@z.org&subject=caf%C3%A9%20%26%20tea&body=One%0D%0A%0D%0ATwo+%E2%82%AC"
    )
    assert found is not None
    assert (found.to.cc, found.to.bcc) == ((Address("", "cy@y.org"),), (Address("", "dee@z.org"),))
    assert found.subject == "café & tea"
    assert [block.words for block in found.blocks] == ["One", "", "Two+€"]
    again = asked("mailto:bo@x.org?body=One&body=Two")
    assert again is not None
    assert [block.words for block in again.blocks] == ["One", "Two"]


@pytest.mark.parametrize(
    "uri",
    [
        "mailto:bo@x.org%0D%0ABcc:eve@z.org",
        "mailto:bo@x.org?subject=Hi%0ABcc:eve@z.org",
        "mailto:bo@x.org?cc=cy@y.org%0d",
        "mailto:bo@x.org?subject%0A=x",
        "mailto:bo@x.org?subject=Hi\r\nBcc: eve@z.org",
        "https://x.org",
        "javascript:mailto:bo@x.org",
        "bo@x.org",
        "",
        "mailto:bo@x.org?body=" + "a" * LONGEST,
    ],
)
def test_what_would_break_a_line_or_is_none_is_refused(uri: str) -> None:
    assert asked(uri) is None


def test_no_other_field_is_taken() -> None:
    found = asked("mailto:bo@x.org?from=eve@z.org&attach=/etc/passwd&In-Reply-To=%3C1@x%3E&X-Priority=1&subject=Hi")
    assert found is not None
    assert (found.subject, [one.email for one in found.to.everyone]) == ("Hi", ["bo@x.org"])
    assert found.blocks[0].words == ""


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_it_says_nothing_of_it_breaks_a_line_outside_of_the_text(path: str, query: str) -> None:
    found = asked(f"mailto:{path}?{query}")
    if found is not None:
        for words in (found.subject, *(f"{one.name}{one.email}" for one in found.to.everyone)):
            assert not {"\r", "\n", "\0"} & set(words)
        assert not any({"\r", "\n", "\0"} & set(block.words) for block in found.blocks)
