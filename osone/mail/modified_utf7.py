"""Folders' names in modified UTF-7 (RFC 3501, section 5.1.3), as servers send them and programs write them to disk."""

import base64
import binascii
import re

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_RUN = re.compile(r"&([^-&]*)-")
_WHOLE = re.compile(r"(?:[ -%'-~]|&[A-Za-z0-9+,]*-)*")


def encoded(text: str) -> bytes:
    """Unicode to modified UTF-7."""
    out: list[str] = []
    run: list[str] = []

    def flush() -> None:
        if run:
            packed = "".join(run).encode("utf-16-be")
            out.append(f"&{base64.b64encode(packed).decode().rstrip('=').replace('/', ',')}-")
            run.clear()

    for char in text:
        if 0x20 <= ord(char) <= 0x7E:
            flush()
            out.append("&-" if char == "&" else char)
        else:
            run.append(char)
    flush()
    return "".join(out).encode("ascii")


def decoded(text: str) -> str:
    """Modified UTF-7 to Unicode; what cannot be decoded is no such run and stays as it was: ``R&D``, ``AT&T-Bills``."""
    return _RUN.sub(_letters, text)


def strictly(text: str) -> str | None:
    """The same of a name that is written so as a whole, each run as a program writes it; None of any other."""
    if not _WHOLE.fullmatch(text) or any(encoded(decoded(run[0])).decode() != run[0] for run in _RUN.finditer(text)):
        return None
    return decoded(text)


def _letters(found: re.Match[str]) -> str:
    body = found[1]
    if not body:
        return "&"
    try:
        data = base64.b64decode(body.replace(",", "/") + "=" * (-len(body) % 4), validate=True)
        run = data.decode("utf-16-be")
    except (binascii.Error, ValueError):
        return found[0]
    return found[0] if not run or CONTROLS.search(run) else run
