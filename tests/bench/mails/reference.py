"""Ask a browser once what it shows of every HTML part of the real messages: ``tests.bench.mails.reference PROGRAM``.

PROGRAM is a headless Chromium. The parts are found and their transfer encoding is undone by the standard library; the
browser reads the bytes in the charset that the mail names.
"""

import base64
import email
import email.policy
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from email.message import Message
from itertools import takewhile
from pathlib import Path

from tests.bench.mails import kept
from tests.bench.mails.browser import browser
from tests.parts import mailset

SHOWN = """
(() => {
  if (!document.body) return ["", "", ""];
  const all = document.body.innerText;
  const colour = (given) => {
    const found = given.match(/rgba?\\((\\d+), (\\d+), (\\d+)(?:, ([\\d.]+))?\\)/);
    return found ? [+found[1], +found[2], +found[3], found[4] === undefined ? 1 : +found[4]] : [0, 0, 0, 1];
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      const painted = colour(style.backgroundColor);
      if (painted[3] > 0) return painted;
    }
    return [255, 255, 255, 1];
  };
  const unseen = (element) => {
    const style = getComputedStyle(element);
    const letters = colour(style.color);
    if (parseFloat(style.fontSize) <= 1 || letters[3] === 0) return true;
    for (let at = element; at; at = at.parentElement) {
      const its = getComputedStyle(at);
      if (parseFloat(its.opacity) === 0) return true;
      const clips = its.overflowX === "hidden" || its.overflowY === "hidden";
      if (clips && at !== document.body && (at.clientHeight <= 1 || at.clientWidth <= 1)) return true;
    }
    const painted = behind(element);
    return painted !== null && [0, 1, 2].every((n) => Math.abs(letters[n] - painted[n]) <= 3);
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  const beside = [];
  for (const one of document.body.querySelectorAll("img, input, textarea")) {
    const words = one.localName === "img" ? one.alt : one.value || one.placeholder;
    if (words && one.checkVisibility({visibilityProperty: true, opacityProperty: true})) beside.push(words);
  }
  const hidden = texts.filter((text) => text.data.trim() && unseen(text.parentElement));
  for (const text of hidden) text.data = "";
  for (const list of document.body.querySelectorAll("select")) {
    if (list.size > 1 || list.multiple) continue;
    for (const option of [...list.options]) if (!option.selected) option.remove();
  }
  return [all, document.body.innerText, beside.join(" ")];
})()
"""


def html_parts(message: Message) -> Iterator[Message]:
    """The HTML parts of a message, but for those of messages that are attached to it."""
    if message.get_content_maintype() == "message":
        return
    if message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from html_parts(part)
    elif message.get_content_type() == "text/html":
        yield message


def content_of(part: Message) -> bytes:
    """The bytes of a part; of base64 as many lines as are in it, since mailing lists write beneath them."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        lines = str(part.get_payload()).split("\n")
        run = "".join(takewhile(lambda line: re.fullmatch(r"[A-Za-z0-9+/=\s]*", line), lines))
        digits = re.sub(r"[=\s]", "", run)
        return base64.b64decode(digits[: len(digits) - (len(digits) % 4 == 1)] + "===")
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def main(program: str, texts: Path | None = None) -> int:
    """Make the file anew; with a folder, the texts themselves are written there too, to be looked at."""
    found: list[kept.Browsed] = []
    with tempfile.TemporaryDirectory() as folder, browser(program, Path(folder)) as reading:
        for number, raw in enumerate(mailset.real()):
            message = email.message_from_bytes(raw, policy=email.policy.compat32)
            for place, part in enumerate(html_parts(message)):
                charset = str(part.get_param("charset") or "")
                shown, seen, beside = reading.read(content_of(part), charset, SHOWN)
                words, left = kept.numbers_of(shown), kept.numbers_of(seen)
                also = kept.numbers_of(beside)
                found.append(kept.Browsed(kept.digest(raw), place, words, words - left, also))
                if texts is not None:
                    name = f"{number:05d}-{place}"
                    (texts / f"{name}.json").write_text(json.dumps([shown, seen, beside], ensure_ascii=False), "utf-8")
    kept.write(found)
    print(f"{len(found)} parts, {sum(part.words.total() for part in found)} words, {kept.FILE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None))
