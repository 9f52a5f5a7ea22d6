"""Pictures of messages are decoded within bounds: upright, no larger than drawn, the first frame, or not at all."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODeviceBase, QSize
from PySide6.QtGui import QColor, QImage

from osone.bridge.drawing.decoding import decoded
from osone.bridge.drawing.pictures import PictureProvider
from tests.mail.test_measured import exif
from tests.ui.stage import application

application()


def made(kind: str, width: int = 60, height: int = 30, *, clear: bool = False) -> bytes:
    """A picture, red on its left and blue on its right."""
    image = QImage(width, height, QImage.Format.Format_ARGB32 if clear else QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 255, 128 if clear else 255))
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, QColor(255, 0, 0))
    kept = QBuffer()
    kept.open(QIODeviceBase.OpenModeFlag.WriteOnly)
    assert image.save(kept, kind)  # type: ignore[call-overload]
    return bytes(kept.data().data())


@pytest.mark.parametrize("kind", ["png", "jpeg", "bmp", "webp"])
def test_each_kind_is_decoded_and_none_larger_than_it_is_drawn(kind: str) -> None:
    whole, small = decoded(made(kind), 1000), decoded(made(kind), 20)
    assert whole is not None
    assert small is not None
    assert (whole.width(), whole.height()) == (60, 30)
    assert (small.width(), small.height()) == (20, 10)
    assert whole.pixelColor(5, 15).red() > 200
    assert whole.pixelColor(55, 15).blue() > 200


def test_of_a_picture_that_moves_the_first_frame_is_shown() -> None:
    def frame(colour: int) -> bytes:
        return b"\x21\xf9\4\0\1\0\0\0\x2c\0\0\0\0\1\0\1\0\0\2\2" + bytes((0x44 + 8 * colour,)) + b"\1\0"

    head = b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\0\0\xff\0\0\0\0\xff"
    first = decoded(head + frame(0) + frame(1) * 10_000 + b"\x3b", 100)
    assert first is not None
    assert first.pixelColor(0, 0).red() == 255


def test_a_photograph_taken_on_its_side_stands_upright() -> None:
    data = made("jpeg", 80, 40)
    turned = decoded(data[:2] + exif(6, "<") + data[2:], 20)
    assert turned is not None
    assert (turned.width(), turned.height()) == (20, 40)
    assert turned.pixelColor(10, 5).red() > turned.pixelColor(10, 5).blue(), "its left is above now"


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 20, 20) + b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        made("png")[:60],
        made("jpeg")[:30],
        b"GIF89a" + struct.pack("<HH", 10, 10),
        b"",
    ],
)
def test_what_is_broken_or_only_poses_as_a_picture_is_none(data: bytes) -> None:
    assert decoded(data, 100) is None


@pytest.mark.parametrize("at", [0x49249257, 0xFFFFFFFF, 1000])
def test_one_whose_colours_begin_behind_its_end_is_none_and_nobody_goes_there(at: int) -> None:
    data = made("bmp", 12, 8)
    assert decoded(data, 12) is not None
    assert decoded(data[:10] + at.to_bytes(4, "little") + data[14:], 12) is None


def test_a_bomb_is_never_opened() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 6, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(10_000_000))) + chunk(b"IEND", b"")
    assert decoded(bomb, 100) is None


def test_it_is_told_whether_what_is_behind_shows_through_and_it_is_handed_over_once() -> None:
    clear, whole = decoded(made("png", clear=True), 100), decoded(made("png"), 100)
    assert clear is not None
    assert whole is not None
    assert clear.hasAlphaChannel()
    assert not whole.hasAlphaChannel()
    provider = PictureProvider()
    provider.ready["1"] = whole
    size = QSize()
    assert provider.requestImage("1", size, QSize()).width() == size.width() == 60
    assert provider.requestImage("1", size, QSize()).isNull()


def test_no_bytes_of_a_picture_keep_their_reader_in_the_file() -> None:
    data = QByteArray(made("png"))
    image = decoded(bytes(data.data()), 100)
    del data
    assert image is not None
    assert image.copy().width() == 60
