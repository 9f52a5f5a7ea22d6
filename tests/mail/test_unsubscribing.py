"""How a list can be left: at once only where RFC 8058 has it whole and the person's own provider vouches for it."""

import pytest

from osone.mail.unsubscribing import ListWays, is_public, pinned, ways

POST, MAIL = "https://leave.shop.example/u?who=mara", "mailto:leave@shop.example?subject=off"
LIST = f"<{MAIL}>, <{POST}>"
ONE_CLICK = "List-Unsubscribe=One-Click"
SIGNATURE = (
    "v=1; a=rsa-sha256; d=shop.example; s=k1; h=From:To:List-Unsubscribe: List-Unsubscribe-Post; bh=x; b=AbCd Ef"
)
RESULTS = (
    "mx.provider.example; spf=pass (ok; really) smtp.mailfrom=shop.example;"
    " dkim=pass header.d=shop.example header.b=AbCdE"
)
OWN = ["imap.provider.example"]


def head(
    *above: str, results: str = RESULTS, signature: str = SIGNATURE, lists: str = LIST, post: str = ONE_CLICK
) -> bytes:
    lines = [
        *above,
        *([f"Authentication-Results: {results}"] if results else []),
        *([f"DKIM-Signature: {signature}"] if signature else []),
        "From: The Shop <news@shop.example>",
        *([f"List-Unsubscribe: {lists}"] if lists else []),
        *([f"List-Unsubscribe-Post: {post}"] if post else []),
        "Subject: Offers",
    ]
    return "\r\n".join([*lines, "", "Hello"]).encode()


def test_one_request_is_offered_where_all_of_it_is_there_and_vouched_for() -> None:
    assert ways(head(), OWN) == ListWays(POST, POST, MAIL)


@pytest.mark.parametrize(
    "changed",
    [
        {"post": ""},
        {"post": "List-Unsubscribe=Two-Clicks"},
        {"lists": f"<{MAIL}>"},
        {"lists": f"<{POST.replace('https', 'http')}>"},
        {"lists": f"<{POST}>, <https://leave.shop.example/other>"},
        {"lists": "<https://127.0.0.1/u>"},
        {"lists": "<https://2130706433/u>"},
        {"lists": "<https://[::1]/u>"},
        {"lists": "<https://printer/u>"},
        {"lists": "<https://nas.local/u>"},
        {"lists": "<https://router.home.arpa/u>"},
        {"lists": "<https://mara:secret@leave.shop.example/u>"},
        {"results": ""},
        {"results": RESULTS.replace("mx.provider.example", "mx.shop.example")},
        {"results": RESULTS.replace("dkim=pass", "dkim=fail")},
        {"results": "mx.provider.example; dkim=none (dkim=pass header.d=shop.example)"},
        {"results": "spf=pass smtp.mailfrom=shop.example; dkim=pass header.d=shop.example"},
        {"results": "mx.provider.example; dkim=pass header.d=other.example"},
        {"results": "mx.provider.example; dkim=pass header.d=shop.example header.b=Zzzz"},
        {"results": "mx.provider.example; dkim=pass"},
        {"signature": ""},
        {"signature": SIGNATURE.replace("List-Unsubscribe-Post", "Subject")},
        {"signature": SIGNATURE.replace(":List-Unsubscribe:", ":Date:")},
        {"signature": SIGNATURE.replace("d=shop.example", "d=mailer.example")},
    ],
)  # fmt: skip
def test_where_anything_of_it_is_missing_no_request_is_offered(changed: dict[str, str]) -> None:
    found = ways(head(**changed), OWN)
    assert found.post == ""
    assert found.any, "and another way is"


def test_only_the_topmost_finding_counts_and_only_of_ones_own_provider() -> None:
    fake = f"Authentication-Results: {RESULTS}"
    assert ways(head(fake, results="mx.provider.example; dkim=fail"), OWN).post == POST, "nothing stands above it"
    real = "Authentication-Results: mx.provider.example; dkim=fail header.d=shop.example"
    assert ways(head(real), OWN).post == "", "what comes beneath it may be anybody's"
    assert ways(head(), []).post == "", "mail that was imported has no provider"
    assert ways(head(), ["imap.evil.example"]).post == ""


def test_a_field_that_stands_twice_is_no_one_s_word() -> None:
    twice = "List-Unsubscribe: <https://leave.evil.example/u>"
    assert ways(head(twice), OWN).post == ""
    assert ways(head(f"List-Unsubscribe-Post: {ONE_CLICK}"), OWN).post == ""


def test_which_of_two_signatures_holds_must_be_told_or_be_the_same() -> None:
    bare = "DKIM-Signature: v=1; d=shop.example; h=From:Subject; b=Zzzz"
    unnamed = "mx.provider.example; dkim=pass header.i=@shop.example"
    assert ways(head(bare), OWN).post == POST, "the finding says which"
    assert ways(head(results=unnamed), OWN).post == POST
    assert ways(head(bare, results=unnamed), OWN).post == "", "it may be the one that covers nothing"


def test_providers_that_sign_under_another_name_are_known() -> None:
    google = RESULTS.replace("mx.provider.example", "mx.google.com")
    assert ways(head(results=google), ["imap.gmail.com"]).post == POST
    assert ways(head(results=google), ["imap.provider.example"]).post == ""
    assert pinned(["IMAP.Fastmail.com.", ""]) == {"messagingengine.com"}


def test_what_is_folded_or_commented_is_read_and_what_is_no_address_is_passed_over() -> None:
    folded = f"(use this)\r\n <{POST[:20]}\r\n {POST[20:]}>"
    assert ways(head(lists=folded), OWN).post == POST
    odd = ways(head(lists="<javascript:alert(1)>, <ftp://x.example/>, nothing, <http://x.example/off>"), OWN)
    assert odd == ListWays("", "http://x.example/off", "")
    assert not ways(head(lists=""), OWN).any
    assert not ways(head(lists="<https://x.example/" + "a" * 5_000 + ">"), OWN).any


def test_only_a_name_that_everybody_may_ask_is_public() -> None:
    assert is_public("https://leave.shop.example/u")
    assert is_public("https://leave.shop.example:8443/u")
    for url in (
        "http://leave.shop.example/",
        "https://shop.example@127.0.0.1/",
        "https://0x7f.1/",
        "mailto:a@b.example",
    ):
        assert not is_public(url), url
