"""Encoded words in header fields (RFC 2047), also the malformed ones that are met in real mail."""

import binascii
import re

from osone.mail.charsets import codec_of, decode

_OPENER = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?")


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
        if close < 0:
            # The last word was cut off: read what is there, if it runs to the end without a blank.
            if " " in text[opener.end() :]:
                break
            close = len(text)
        inner = _OPENER.search(text, opener.end(), close + 6)
        if inner is not None and inner.start() < close:
            # A word opens inside a word: the outer one was never closed.
            if held:
                out.append(decode(held, held_charset))
                held = b""
            out.append(text[position : inner.start()])
            position = inner.start()
            continue
        between = text[position : opener.start()]
        charset = opener[1].partition("*")[0].lower()
        data = _payload(text[opener.end() : close], opener[2], charset)
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
        position = min(close + 2, len(text))
    if held:
        out.append(decode(held, held_charset))
    out.append(text[position:])
    return "".join(out)


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
