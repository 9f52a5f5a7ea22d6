"""The small files that the sample world's mails carry: drawn or read, always the same bytes."""

import hashlib
import struct
import zlib
from pathlib import Path

TYPES = {".pdf": ("application", "pdf"), ".png": ("image", "png"), ".txt": ("text", "plain"), ".csv": ("text", "csv")}


def content(name: str, folder: Path) -> bytes:
    """The bytes of an attachment: written by hand where ``folder`` has it, else a page or a picture by its name."""
    kept = folder / name
    if kept.exists():
        return kept.read_bytes()
    suffix = Path(name).suffix
    title = Path(name).stem.replace("-", " ")
    if suffix == ".pdf":
        return pdf(title, ["Page 1 of 1.", "The rest is in the post."])
    if suffix == ".png":
        return png(name)
    raise ValueError(f"no such sample file: {name}")


def pdf(title: str, lines: list[str]) -> bytes:
    """A PDF of one page (ISO 32000-1) with a title and some lines in Latin letters."""
    drawn = [f"BT /F1 24 Tf 72 740 Td ({_escaped(title)}) Tj ET"]
    drawn += [f"BT /F1 11 Tf 72 {700 - 18 * n} Td ({_escaped(line)}) Tj ET" for n, line in enumerate(lines)]
    stream = "\n".join(drawn).encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(out)
    count = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, end)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def png(name: str, width: int = 96, height: int = 64) -> bytes:
    """A PNG (RFC 2083): a sky over a sea, in colours that the name settles."""
    seed = hashlib.sha256(name.encode()).digest()
    sky, sea = seed[:3], bytes(value // 2 for value in seed[3:6])
    line = height * 2 // 5 + seed[6] % (height // 4)
    rows = []
    for y in range(height):
        colour = sky if y < line else sea
        shade = 60 * y // height
        rows.append(b"\0" + bytes(max(0, value - shade) for value in colour) * width)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
