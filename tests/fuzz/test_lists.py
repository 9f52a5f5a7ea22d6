"""What others ask one to send: an email link writes no field of its own, no list is asked on a stranger's word."""

from urllib.parse import quote

from hypothesis import strategies as st

from osone.mail.unsubscribing import is_public, ways
from osone.mail.writing.mailto import KNOWN, asked
from tests.fuzz.harness import fuzzed
from tests.fuzz.test_writing import TEXTS

NAMES = st.one_of(st.sampled_from([*KNOWN, "BCC", "Subject", "from", "attach", "x-priority"]), TEXTS)
VALUES = st.one_of(TEXTS, TEXTS.map(lambda words: quote(words.encode("utf-8", "replace"))))
LINKS = st.builds(
    lambda path, pairs: f"mailto:{path}?" + "&".join(f"{name}={value}" for name, value in pairs),
    VALUES,
    st.lists(st.tuples(NAMES, VALUES), max_size=5),
)
FINDINGS = st.lists(
    st.one_of(
        st.sampled_from([
            "mx.provider.example", "mx.evil.example", ";", "dkim=pass", "dkim=fail", "header.d=shop.example",
            "header.b=AbCd", "(", ")", "header.i=@shop.example", "dkim/1=pass", '"', " ",
        ]),
        TEXTS.map(lambda words: words.replace("\r", "").replace("\n", "")),
    ),
    max_size=8,
).map(" ".join)  # fmt: skip
URLS = st.one_of(
    st.sampled_from(
        ["https://leave.shop.example/u", "https://127.0.0.1/", "https://0x7f.1", "https://a@b.example", "mailto:a@b"]
    ),
    TEXTS.map(lambda words: f"https://{words}"),
)


@fuzzed(link=LINKS)
def test_an_email_link_breaks_no_line_outside_of_its_text(link: str) -> None:
    found = asked(link)
    if found is None:
        return
    for words in (found.subject, *(one.name + one.email for one in found.to.everyone)):
        assert not {"\r", "\n", "\0"} & set(words), link
    assert not any({"\r", "\n", "\0"} & set(block.words) for block in found.blocks), link


@fuzzed(findings=FINDINGS, url=URLS)
def test_a_request_is_offered_only_where_ones_own_provider_comes_first_and_to_a_public_name(
    findings: str, url: str
) -> None:
    raw = (
        f"Authentication-Results: {findings}\r\nDKIM-Signature: d=shop.example; b=AbCd;"
        " h=list-unsubscribe:list-unsubscribe-post\r\n"
        f"List-Unsubscribe: <{url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\n"
    ).encode("utf-8", "replace")
    found = ways(raw, ["imap.provider.example"])
    if found.post:
        assert findings.split()[0].partition(";")[0].endswith("provider.example") or "(" in findings
        assert is_public(found.post)
        assert found.post.startswith(("https://", "HTTPS://"))
    assert ways(raw, []).post == ""
