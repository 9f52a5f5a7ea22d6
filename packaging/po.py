"""Read and write gettext's files: the template and translations (PO), and what the program opens (MO)."""

import ast
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sentences import Sentence

HEAD = """\
# Every sentence that OS One shows to people. `make catalogue` writes this file; translations are copies of it.
# A translation keeps the fields in braces; of {count} and {number}, the same in digits and in words, it uses either.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"
"""
MAGIC = 0x950412DE
LINE = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)?\s*(".*")\s*$')


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence and what it is in another language."""

    sentence: Sentence
    said: tuple[str, ...] = ()
    """As many as the language has plurals; one where the sentence does not count; none in a template."""
    where: Sequence[str] = ()
    """The files that say it."""


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def write(entries: Iterable[Entry]) -> str:
    """A PO file: its head, then every sentence with the files that say it."""
    parts = [HEAD]
    for entry in entries:
        one = entry.sentence
        lines = [f"#: {name}" for name in entry.where]
        if one.context:
            lines.append(f"msgctxt {_quoted(one.context)}")
        lines.append(f"msgid {_quoted(one.text)}")
        if one.many:
            lines.append(f"msgid_plural {_quoted(one.many)}")
            lines += [f"msgstr[{at}] {_quoted(words)}" for at, words in enumerate(entry.said or ("", ""))]
        else:
            lines.append(f"msgstr {_quoted(entry.said[0] if entry.said else '')}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _blocks(text: str) -> Iterable[dict[str, str]]:
    for block in re.split(r"\n\s*\n", text):
        found: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if said := LINE.match(line):
                name = said[1] or name
                found[name] = found.get(name, "") + str(ast.literal_eval(said[2]))
        if found:
            yield found


def read(text: str) -> list[Entry]:
    """The sentences of a PO file. Those marked as obsolete (``#~``) are left out."""
    found = []
    for block in _blocks(text):
        if block.get("msgid"):
            said = tuple(block[name] for name in sorted(block) if name.startswith("msgstr"))
            sentence = Sentence(block["msgid"], block.get("msgid_plural", ""), block.get("msgctxt", ""))
            found.append(Entry(sentence, said if any(said) else ()))
    return found


def head(text: str) -> str:
    """What a PO file says of itself: its letters and how its language counts."""
    return next((block.get("msgstr", "") for block in _blocks(text) if block.get("msgid") == ""), "")


def compile(entries: Iterable[Entry], head: str) -> bytes:
    """An MO file as gettext reads it: two tables of lengths and places, then the words; sorted by sentence."""
    pairs = {b"": head.encode()}
    for entry in entries:
        if entry.said and all(entry.said):
            one = entry.sentence
            key = (f"{one.context}\x04" if one.context else "") + one.text + (f"\0{one.many}" if one.many else "")
            pairs[key.encode()] = "\0".join(entry.said).encode()
    keys = sorted(pairs)
    start = at = 28 + 16 * len(keys)
    table = words = b""
    for part in (keys, [pairs[key] for key in keys]):
        for piece in part:
            table += struct.pack("<II", len(piece), at)
            words += piece + b"\0"
            at += len(piece) + 1
    numbers = (MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return struct.pack("<7I", *numbers) + table + words


QM = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
"""What a QM file begins with."""
HASHES, MESSAGES = b"\x42", b"\x69"
TRANSLATION, SOURCE, COMMENT, END = b"\x03", b"\x06", b"\x08", b"\x01"


def compile_for_qt(entries: Iterable[Entry]) -> bytes:
    """A QM file as QTranslator reads it: the sentences that do not count, whichever file asks for them.

    The hash of each sentence with its context leads to a message of tagged, counted strings; no message names the
    file that asks, so that any may. (``qtranslator.cpp``; its tools write the same, sorted by hash.)
    """
    messages, places = b"", []
    for entry in entries:
        if not entry.said or not entry.said[0] or entry.sentence.many:
            continue
        source, comment = entry.sentence.text.encode(), entry.sentence.context.encode()
        places.append((_hash(source + comment), len(messages)))
        for tag, data in ((TRANSLATION, entry.said[0].encode("utf-16-be")), (SOURCE, source), (COMMENT, comment)):
            messages += tag + struct.pack(">I", len(data)) + data
        messages += END
    hashes = b"".join(struct.pack(">II", *place) for place in sorted(places))
    return QM + b"".join(tag + struct.pack(">I", len(d)) + d for tag, d in ((HASHES, hashes), (MESSAGES, messages)))


def _hash(text: bytes) -> int:
    """The hash of the ELF format, of 28 bits."""
    found = 0
    for letter in text:
        found = (found << 4) + letter
        found = (found ^ ((found & 0xF0000000) >> 24)) & 0x0FFFFFFF
    return found or 1
