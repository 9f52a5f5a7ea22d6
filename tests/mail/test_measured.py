"""What bytes say of themselves as a picture: five kinds, by their first words, and nothing that costs too much."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.bounds.budget import PICTURE
from osone.mail.measured import Measured, measured, showable

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def png(width: int, height: int) -> bytes:
    return PNG + struct.pack(">II", width, height) + b"\x08\x06\0\0\0"


def jpeg(width: int, height: int, frame: int = 0xC0, before: bytes = b"") -> bytes:
    size = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8" + before + bytes((0xFF, frame)) + size + b"\xff\xda\0\x08\1\1\0\0?\0words\xff\xd9"


def exif(orientation: int, order: str) -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    directory = struct.pack(f"{order}IHHHIHH", 8, 1, 0x0112, 3, 1, orientation, 0)
    words = b"Exif\0\0" + mark + directory
    return b"\xff\xe1" + struct.pack(">H", len(words) + 2) + words


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (png(640, 480), Measured("png", 640, 480)),
        (b"GIF89a" + struct.pack("<HH", 320, 200), Measured("gif", 320, 200)),
        (b"GIF87a" + struct.pack("<HH", 320, 200), Measured("gif", 320, 200)),
        (b"BM" + bytes(12) + struct.pack("<Iii", 40, 30, -20) + bytes(20), Measured("bmp", 30, 20)),
        (b"BM" + bytes(12) + struct.pack("<IHH", 12, 30, 20) + bytes(20), Measured("bmp", 30, 20)),
        (b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 64, 48), Measured("webp", 64, 48)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 63 | 47 << 14), Measured("webp", 64, 48)),
        (b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x3f\0\0\x2f\0\0", Measured("webp", 64, 48)),
        (jpeg(800, 600), Measured("jpeg", 800, 600)),
        (jpeg(800, 600, 0xC2), Measured("jpeg", 800, 600)),
        (jpeg(800, 600, before=b"\xff\xff\xe0\0\x04JF\xff\xfe\0\x04no"), Measured("jpeg", 800, 600)),
    ],
    ids=lambda one: one.kind if isinstance(one, Measured) else "",
)
def test_each_kind_tells_its_size_at_its_beginning(data: bytes, found: Measured) -> None:
    assert measured(data) == found


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_that_was_taken_on_its_side_is_as_wide_as_it_is_looked_at(order: str) -> None:
    assert measured(jpeg(800, 600, before=exif(6, order))) == Measured("jpeg", 600, 800, turned=True)
    assert measured(jpeg(800, 600, before=exif(3, order))) == Measured("jpeg", 800, 600)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"%PDF-1.7",
        b"II*\0\x08\0\0\0",
        b"MZ\x90\0",
        b"<html><script>",
        b"\0\0\x01\0\x01\0",
        b"",
        PNG,
        png(0, 10),
        jpeg(10, 0),
    ],
)
def test_what_is_none_of_them_is_no_picture_whatever_it_is_called(data: bytes) -> None:
    assert measured(data) is None


def test_one_that_would_fill_the_memory_is_none() -> None:
    assert measured(png(4000, 4000)) is not None
    assert measured(png(30_000, 30_000)) is None
    assert measured(png(40_000, 1)) is None
    assert measured(b"GIF89a" + struct.pack("<HH", 65_535, 65_535)) is None


def test_a_photograph_may_be_larger_unless_all_of_it_must_be_held() -> None:
    assert measured(jpeg(9_000, 7_000)) is not None
    assert measured(jpeg(9_000, 7_000, 0xC2)) is None


def test_one_that_is_gone_over_without_end_is_none() -> None:
    scan = b"\xff\xda\0\x08\1\1\0\0?\0"
    assert showable(jpeg(100, 100, 0xC2) + scan * 10) is not None
    assert showable(jpeg(100, 100, 0xC2) + scan * 10_000) is None
    assert showable(png(10, 10) + bytes(PICTURE.bytes)) is None


@given(st.binary(max_size=200), st.sampled_from([b"", PNG, b"\xff\xd8\xff", b"GIF89a", b"BM", b"RIFF\0\0\0\0WEBPVP8X"]))
def test_no_bytes_are_too_odd(data: bytes, begins: bytes) -> None:
    found = measured(begins + data)
    assert found is None or 0 < found.width * found.height <= PICTURE.photograph
