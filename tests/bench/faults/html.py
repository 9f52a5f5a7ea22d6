"""Judges what of a mail's HTML is read, in the window and by search."""

import json
from collections.abc import Mapping
from pathlib import Path

from osone.mail.html import reduce_html
from osone.mail.mime import parse
from tests.bench.faults.judged import Judged, spaced

HEAD = b"From: ann@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def judge(cases: Path) -> Mapping[str, Judged]:
    """A case is a file: what its text has and lacks, as it is shown and as it is indexed."""
    told = json.loads(cases.read_text("utf-8"))
    wrong: list[str] = []
    for case in told:
        parsed = parse(HEAD + (cases.parent / case["file"]).read_bytes())
        shown = spaced("\n".join(block.text for block in reduce_html(parsed.html)))
        for way, text in (("shown", shown), ("indexed", spaced(parsed.text))):
            lacks = [words for words in case.get("text_has", ()) if spaced(words) not in text]
            has = [words for words in case.get("text_lacks", ()) if spaced(words) in text]
            if lacks or has:
                wrong.append(f"{case['file']} {way}: lacks {lacks}, has {has}: {text[:200]!r}")
                break
    return {"html": Judged(len(told), wrong)}
