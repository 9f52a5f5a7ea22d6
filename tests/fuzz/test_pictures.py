"""Pictures that nobody drew: no bytes are too odd to be measured or decoded, and none are decoded beyond the bounds."""

import base64

from hypothesis import strategies as st

from osone.bridge.drawing.decoding import decoded
from osone.mail.bounds.budget import PICTURE
from osone.mail.enclosed import bytes_of, enclosed, taken_out
from osone.mail.html import reduce_html
from osone.mail.measured import showable
from osone.mail.mime import parse
from tests.bridge.drawing.test_decoding import made
from tests.fuzz.harness import fuzzed

REAL = {kind: made(kind, 12, 8) for kind in ("png", "jpeg", "bmp", "webp")}
CHANGED = st.builds(
    lambda data, at, new, cut: data[: at % len(data)] + new + data[at % len(data) + len(new) :][:cut],
    st.sampled_from(list(REAL.values())), st.integers(0, 2000), st.binary(max_size=12), st.integers(0, 3000),
)  # fmt: skip
NAMES = st.sampled_from(["a@x", "b@x", "a.png", "%61@x", "&lt;a@x&gt;", "", "https://x.test/a.png", "../a", "a b"])


@fuzzed(data=st.one_of(CHANGED, st.binary(max_size=300)), wide=st.integers(1, 3000))
def test_any_bytes_are_a_picture_within_bounds_or_none(data: bytes, wide: int) -> None:
    size, image = showable(data), decoded(data, wide)
    if image is not None:
        assert size is not None
        assert image.width() <= max(wide, 1)
        assert image.width() * image.height() <= PICTURE.pixels


@fuzzed(data=CHANGED, name=NAMES, source=NAMES, scheme=st.sampled_from(["cid:", "CID: ", "", "data:image/png;base64,"]))
def test_any_page_and_any_part_beside_it_are_read(data: bytes, name: str, source: str, scheme: str) -> None:
    signs = base64.encodebytes(data).decode()
    source = signs if scheme.startswith("data") else source
    raw = (
        "Content-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n\n"
        f'<p>words</p><img src="{scheme}{source}">\n--B\nContent-Type: image/png; name={name}\nContent-ID: <{name}>\n'
        f"Content-Location: {name}\nContent-Transfer-Encoding: base64\n\n{signs}--B--\n"
    ).encode()
    parsed = parse(raw)
    page = taken_out(parsed.html)
    for block in reduce_html(page.html, enclosed(raw, page, parsed.attachments)):
        if block.picture:
            assert block.width > 0
            assert isinstance(bytes_of(raw, block.picture), bytes)
