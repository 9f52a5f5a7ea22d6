"""Messages that nobody would send."""

import sys
from base64 import b64encode
from collections.abc import Iterator
from itertools import count
from typing import Any

from hypothesis import strategies as st

from osone.mail.charsets import decode
from osone.mail.mime import attachment, parse
from tests.fuzz.harness import fuzzed

BREAKS = st.sampled_from([b"\n", b"\r\n", b"\r", b"\r\r\n", b"\n\n", b"\r\n\r\n", b"\n \n", b" \n", b""])
VALUES = st.sampled_from(
    [
        b"multipart/mixed; boundary=a", b"multipart/alternative; boundary=ab", b'multipart/related; boundary="a b"',
        b"multipart/digest; boundary=-", b"multipart/signed; boundary=", b"message/rfc822", b"text/html; charset=utf-7",
        b"text/plain; charset=iso-2022-jp; format=flowed; delsp=yes", b"application/pdf; name=x.pdf", b"image/png",
        b"base64", b"quoted-printable", b'"base64"', b"x-uuencode", b"(7bit)", b"attachment; filename*0*=''%; x", b"",
        b"inline", b"<a@b>", b"=?utf-8?B?", b"=?x?q?=?= <a@b>", b'"a, b" <c@d>, e@f', b"a: b@c, d@e;", b"\xe4\xff",
    ]
)  # fmt: skip
NAMES = st.sampled_from(
    [
        b"Content-Type: ", b"Content-Transfer-Encoding: ", b"Content-Disposition: ", b"Content-ID:", b"From: ", b" ",
        b"Subject : ", b"To:", b"References: ", b"X", b"\t", b"",
    ]
)  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [
            b"--a", b"--a--", b"--ab", b"--ab--", b"--a b", b"---", b"-----", b"--", b"words", b"<p>words</p>", b"aGk=",
            b"=\t", b"=C3=A", b"begin 644 x", b"#0V%T", b"`", b"end", b"\x1b$B", b"~{", b"> ", b"-- ", b"From x",
        ]
    ),
)  # fmt: skip
FIELDS = st.builds(lambda name, value, end: name + value + end, NAMES, VALUES, BREAKS)
LINES = st.builds(lambda line, end: line + end, BODIES, BREAKS)
MESSAGES = st.lists(st.one_of(FIELDS, LINES), max_size=60).map(b"".join)


@fuzzed(raw=MESSAGES)
def test_any_message_is_read_by_both_parsers_alike(raw: bytes) -> None:
    parsed = parse(raw, fast_from=0)
    assert parsed == parse(raw, fast_from=sys.maxsize)
    for each in parsed.attachments:
        assert len(attachment(raw, each.part)) == each.size


KINDS = ["text/plain", "text/html", "image/png", "application/pdf", "message/rfc822", "text/csv", "text/x-amp-html"]
LEAVES = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(["", "inline", "attachment"]),
    st.booleans(),
    st.sampled_from(["7bit", "base64"]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(
        st.sampled_from(["mixed", "related", "parallel", "x"]), st.lists(inner, min_size=1, max_size=4), st.booleans()
    ),
    max_leaves=12,
)


def written(tree: Any, words: Iterator[int], marks: Iterator[int]) -> str:
    """A part as a mailer writes it, each leaf with a word of its own; a multipart may lack its end."""
    if len(tree) == 3:
        kind, parts, ends = tree
        mark = f"=_{next(marks)}"
        inner = "".join(f"--{mark}\n{written(part, words, marks)}\n" for part in parts)
        return f'Content-Type: multipart/{kind}; boundary="{mark}"\n\n{inner}{f"--{mark}--" if ends else ""}'
    kind, disposition, named, encoding = tree
    word = f"word{next(words)}x"
    body = b64encode(word.encode()).decode() if encoding == "base64" else word
    name = f"; name={word}.bin" if named else ""
    placed = f"Content-Disposition: {disposition}\n" if disposition else ""
    return f"Content-Type: {kind}{name}\n{placed}Content-Transfer-Encoding: {encoding}\n\n{body}"


@fuzzed(tree=TREES)
def test_whatever_a_message_carries_is_read_or_offered(tree: Any) -> None:
    words = count()
    raw = f"Subject: s\n{written(tree, words, count())}\n".encode()
    parsed = parse(raw)
    seen = parsed.html or parsed.text
    files = b" ".join(attachment(raw, each.part) for each in parsed.attachments if not each.inline).decode()
    for word in range(next(words)):
        assert f"word{word}x" in seen or f"word{word}x" in files


@fuzzed(
    data=st.binary(max_size=200),
    charset=st.sampled_from(
        [*("iso-2022-jp", "gb18030", "euc-jp", "shift_jis", "big5", "euc-kr", "hz-gb-2312"), *("utf-7", "utf-16", "x")]
    ),
)
def test_any_bytes_are_text_in_any_charset(data: bytes, charset: str) -> None:
    decode(data, charset).encode()
