"""How often the reading of real and broken messages agrees with the JSON that lies beside each of them.

In three things their reader is not followed. It drops the backslashes of a path; here its last part is the name. It
attaches a text whose end or encoding is broken; here that is shown. Where it ran over a boundary line of the multipart
around (RFC 2046, section 5.1.2), bodies and files are not judged; how often is told.
"""

import json
import re
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from pathlib import Path
from typing import Any

from osone.mail.filenames import safe_name
from osone.mail.flowed import unflow
from osone.mail.mime import parse
from osone.model.mail import Parsed

KINDS = ("subjects", "senders", "dates", "bodies", "attachment_names")
SLOW_S = 5.0


def _header(part: dict[str, Any], name: str) -> Any:
    """The value of a field as the file has it; the last where there are two, as its own reader does."""
    for header in reversed(part["headers"]):
        if header["name"] == name:
            return header["value"]
    return None


def _type(part: dict[str, Any]) -> str:
    value = _header(part, "content_type")
    if isinstance(value, dict) and "ContentType" in value:
        return f"{value['ContentType']['c_type']}/{value['ContentType']['c_subtype']}".lower()
    return "text/plain"


def _attribute(part: dict[str, Any], field: str, name: str) -> str:
    value = _header(part, field)
    if isinstance(value, dict) and "ContentType" in value:
        for attribute in value["ContentType"]["attributes"] or ():
            if attribute["name"].lower() == name:
                return str(attribute["value"])
    return ""


def _name(part: dict[str, Any]) -> str:
    return _attribute(part, "content_disposition", "filename") or _attribute(part, "content_type", "name")


def _words(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _same(ours: str, theirs: str) -> bool:
    """Equal but for white space; a sign they could not decode may be whatever we made of it."""
    ours, theirs = _words(ours), _words(theirs)
    if ours == theirs:
        return True
    if "\ufffd" not in theirs:
        return False
    pattern = "".join(
        "[^ -~]{1,4}" if piece[0] == "\ufffd" else re.escape(piece)
        for piece in re.findall("\ufffd+|[^\ufffd]+", theirs)
    )
    return re.fullmatch(pattern, ours, re.DOTALL) is not None


def _same_names(ours: list[str], theirs: list[tuple[str, str]]) -> bool:
    """Whether the names are equal; of theirs each is given as made safe, and as it was read."""
    left = list(ours)
    for name, given in theirs:
        path = re.match("[A-Za-z]:", given) is not None
        match = next((other for other in left if _same(other, name) or (path and given.endswith(other))), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def expected(wanted: dict[str, Any]) -> dict[str, Any]:
    """What the file says of the five things, put as ``parse`` puts them."""
    parts = wanted["parts"]
    root = parts[0]
    subject = _header(root, "subject")
    sender = _header(root, "from")
    found = None
    if isinstance(sender, dict):
        kinds = sender["Address"]
        listed = kinds.get("List") or [a for group in kinds.get("Group", ()) for a in group["addresses"]]
        found = listed[0] if listed else None
    text, html, attached = list(wanted["text_body"]), list(wanted["html_body"]), list(wanted["attachments"])
    for at in list(attached):
        unnamed = _kind(parts[at]) in ("Text", "Html") and not _name(parts[at]) and not _attached(parts[at])
        # A broken message's only text is no body, yet a reader shows it.
        if unnamed and (parts[at]["is_encoding_problem"] or not (text or html)):
            attached.remove(at)
            html.append(at)
            text += [at] if _kind(parts[at]) == "Text" else []
    whole_html = any(_kind(parts[at]) == "Html" for at in html)
    return {
        "subjects": subject["Text"] if isinstance(subject, dict) and "Text" in subject else "",
        "senders": ((found["name"] or "", found["address"] or "") if found else ("", "")),
        "dates": _moment(_header(root, "date")),
        "bodies": (
            "\n".join(_plain(parts[at]) for at in text if _kind(parts[at]) == "Text"),
            "\n".join(_shown(parts[at]) for at in html if _kind(parts[at]) in ("Text", "Html")) if whole_html else "",
        ),
        "attachment_names": sorted(
            (safe_name(_name(parts[at]), _digest_type(parts[at])), _name(parts[at])) for at in attached
        ),
    }


def overrun(raw: bytes, wanted: dict[str, Any]) -> bool:
    """Whether a part reaches, in their reading, over a boundary line of a multipart around it."""
    around: list[tuple[int, int, bytes]] = []
    for part in wanted["parts"]:
        start, end = part["offset_body"], part["offset_end"]
        for first, last, delimiter in around:
            inside = _kind(part) != "Multipart" and first <= start <= last
            if inside and re.search(re.escape(delimiter) + rb"(?:--)?[ \t]*\r?\n", raw[start:end]):
                return True
        if boundary := _attribute(part, "content_type", "boundary"):
            around.append((start, end, b"\n--" + boundary.encode()))
    return False


def _kind(part: dict[str, Any]) -> str:
    return str(next(iter(part["body"])))


def _attached(part: dict[str, Any]) -> bool:
    value = _header(part, "content_disposition")
    return isinstance(value, dict) and value.get("ContentType", {}).get("c_type", "").lower() == "attachment"


def _digest_type(part: dict[str, Any]) -> str:
    return "message/rfc822" if _kind(part) == "Message" else _type(part)


def _shown(part: dict[str, Any]) -> str:
    return str(part["body"]["Html"]) if _kind(part) == "Html" else _plain(part)


def _plain(part: dict[str, Any]) -> str:
    text = str(part["body"]["Text"])
    if _attribute(part, "content_type", "format").lower() == "flowed":
        return unflow(text, delete_space=_attribute(part, "content_type", "delsp").lower() == "yes")
    return text


def _moment(value: Any) -> int | None:
    if not isinstance(value, dict) or "DateTime" not in value:
        return None
    stated = value["DateTime"]
    east = timedelta(hours=stated["tz_hour"], minutes=stated["tz_minute"])
    try:
        zone = timezone(-east if stated["tz_before_gmt"] else east)
        moment = datetime(
            stated["year"], stated["month"], stated["day"], stated["hour"], stated["minute"], 0, tzinfo=zone
        )
        since = moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        return round(since.total_seconds()) + int(stated["second"])
    except (ValueError, OverflowError):
        return None


def agreements(parsed: Parsed, wanted: dict[str, Any]) -> dict[str, bool]:
    """Which of the five are equal."""
    want = expected(wanted)
    header = parsed.header
    text, html = want["bodies"]
    ours_html = parsed.html
    if html and "<pre style=" in ours_html:
        ours_html = unescape(re.sub(r'<pre style="white-space:pre-wrap">|</pre>', "", ours_html))
        html = unescape(html.replace("</pre>", ""))
    return {
        "subjects": _same(header.subject, want["subjects"]),
        "senders": _same(header.sender.name, want["senders"][0]) and _same(header.sender.email, want["senders"][1]),
        "dates": header.date == want["dates"],
        # Where there is HTML alone, our text is made from it and has no counterpart.
        "bodies": _same(ours_html, html) and (not text or _same(parsed.text, text)),
        "attachment_names": _same_names([each.name for each in parsed.attachments], want["attachment_names"]),
    }


def main(folder: Path) -> int:
    """Evaluate every message of a folder, however deep."""
    right = dict.fromkeys(KINDS, 0)
    judged = dict.fromkeys(KINDS, 0)
    files = failed = slow = apart = unjudged = 0
    for beside in sorted(folder.rglob("*.json")):
        mail = beside.with_suffix(".eml")
        if not mail.exists():
            continue
        files += 1
        raw = mail.read_bytes()
        begun = time.perf_counter()
        try:
            parsed = parse(raw)
            apart += parsed != parse(raw, fast_from=sys.maxsize)
        except Exception as error:  # noqa: BLE001 an evaluation counts whatever goes wrong
            failed += 1
            print(f"{mail.relative_to(folder)}: {type(error).__name__}: {error}")
            continue
        slow += time.perf_counter() - begun > SLOW_S
        wanted = json.loads(beside.read_text("utf-8"))
        over = overrun(raw, wanted)
        unjudged += over
        for kind, equal in agreements(parsed, wanted).items():
            if over and kind in ("bodies", "attachment_names"):
                continue
            judged[kind] += 1
            right[kind] += equal
            if not equal:
                print(f"{mail.relative_to(folder)}: {kind} differ")
    shares = {kind: count / judged[kind] if judged[kind] else 0.0 for kind, count in right.items()}
    agree = sum(shares.values()) / len(shares)
    print(f"{files} messages, {failed} failed, {slow} slow, {apart} read otherwise by the standard library")
    print(f"{unjudged} of them overran a boundary in the other reading: their bodies and files are not judged")
    for kind, share in shares.items():
        print(f"  {kind:<18} {share:7.2%}")
    print(f"  {'agree':<18} {agree:7.2%}   goal 98 %")
    metrics = {"agree": round(agree, 4), **{kind: round(share, 4) for kind, share in shares.items()}}
    metrics |= {"messages": files, "failed": failed, "slow": slow, "fallback_differs": apart, "unjudged": unjudged}
    print(json.dumps({"name": "eval_mime", "metrics": metrics}))
    return 0 if files and not failed else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.bench.eval_mime DIR")
    sys.exit(main(Path(sys.argv[1])))
