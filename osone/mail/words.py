"""Encoded words in header fields (RFC 2047), also the malformed ones that are met in real mail."""

import binascii
import re

from osone.mail.charsets import codec_of, decode

_OPENER = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?")
_BLANK = re.compile(r"\s")


def decode_words(text: str) -> str:
    """Text with its encoded words read. In linear time; what cannot be read stays as it is.

    Neighbouring words of one charset are joined before decoding, as mailers split characters across words in spite
    of RFC 2047, section 5.
    """
    if "=?" not in text:
        return text
    out: list[str] = []
    held = b""
    held_charset = ""
    position = 0
    close = -1
    while True:
        opener = _OPENER.search(text, position)
        if opener is None:
            break
        if close < opener.end():
            close = text.find("?=", opener.end())
        ends = close if close >= 0 else len(text)
        inner = _OPENER.search(text, opener.end(), ends + 6)
        if inner is not None and inner.start() < ends:
            # A word opens inside a word: the outer one was never closed.
            ends = inner.start()
        goes_on = ends + 2
        if ends != close:
            # It was cut off: what is there is read, as far as it is of the word.
            goes_on = ends = _cut_off(text, opener.end(), ends, opener[2])
        between = text[position : opener.start()]
        charset = opener[1].partition("*")[0].lower()
        data = _payload(text[opener.end() : ends], opener[2], charset)
        if held and (between.strip() or charset != held_charset):
            out.append(decode(held, held_charset))
            held = b""
            if not between.strip():
                between = ""
        elif held or (out and not between.strip()):
            between = ""
        if between:
            out.append(between)
        held += data
        held_charset = charset
        position = min(goes_on, len(text))
    if held:
        out.append(decode(held, held_charset))
    out.append(text[position:])
    return "".join(out)


def _cut_off(text: str, start: int, end: int, encoding: str) -> int:
    """Where a word ends that was never closed: at a blank, or where blanks may be of it with all that stands there."""
    if encoding in "qQ" and "_" not in text[start:end]:
        return start + len(text[start:end].rstrip())
    blank = _BLANK.search(text, start, end)
    return blank.start() if blank is not None else end


def _payload(text: str, encoding: str, charset: str) -> bytes:
    data = _raw(text, charset)
    if encoding in "qQ":
        return binascii.a2b_qp(data.replace(b" ", b"_"), header=True)
    data = data.translate(None, b" \t\r\n=")
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        kept = bytes(byte for byte in data if chr(byte).isalnum() or byte in b"+/")
        kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
        try:
            return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
        except binascii.Error:
            return data


def _raw(text: str, charset: str) -> bytes:
    if text.isascii():
        return text.encode("ascii")
    # Letters that should have been encoded stand for themselves in the word's own charset.
    try:
        return text.encode(codec_of(charset) or "utf-8")
    except UnicodeError:
        return text.encode(errors="replace")
