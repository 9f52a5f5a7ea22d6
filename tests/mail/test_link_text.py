"""Links whose words name another address than where they lead."""

import pytest

from osone.mail.link_text import claimed, shown


def link(to: str, words: str) -> str:
    return claimed([f"<b>See</b> <a href='https://other.test'>other.test</a> <a href=\"{to}\">{words}</a>"], to)


@pytest.mark.parametrize(
    ("to", "words", "named"),
    [
        ("https://evil.test/a", "https://bank.example/login", "bank.example"),
        ("https://evil.test/a", "<b>www.bank.example</b>", "www.bank.example"),
        ("https://evil.test/a", "bank.example", "bank.example"),
        ("https://evil.test/a", "Log in at https://bank.example now", "bank.example"),
        ("https://bank.example.evil.test/", "bank.example", "bank.example"),
        ("https://evil.test/a", "ann@bank.example", "ann@bank.example"),
        ("mailto:eve@evil.test", "ann@bank.example", "ann@bank.example"),
        ("https://evil.test/?a=1&amp;b=2", "bank.example", ""),
    ],
)
def test_words_that_name_another_address_are_told(to: str, words: str, named: str) -> None:
    assert link(to, words) == named


def test_a_link_is_known_by_what_is_opened_not_by_how_it_is_written() -> None:
    page = '<a href="https://evil.test/?a=1&amp;b=2">bank.example</a>'
    assert claimed([page], "https://evil.test/?a=1&b=2") == "bank.example"


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("https://click.bank.example/x", "www.bank.example"),
        ("https://bank.example/", "Bank.Example/login"),
        ("https://files.test/a", "report.pdf"),
        ("https://files.test/a", "e.g. this page"),
        ("https://files.test/a", "Read more"),
        ("https://files.test/a", "version 1.2"),
        ("mailto:Ann@bank.example?subject=x", "ann@bank.example"),
        ("javascript:alert(1)", "bank.example"),
    ],
)
def test_words_that_name_no_other_address_are_not_told(to: str, words: str) -> None:
    assert link(to, words) == ""


def test_what_a_link_shows_at_rest_is_what_would_be_opened() -> None:
    assert shown("https://user@evil.test\\x") == "https://evil.test/x"
    assert shown("javascript:alert(1)") == ""
