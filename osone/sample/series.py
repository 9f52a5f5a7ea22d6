"""What machines and newsletters send in the sample world, put together from written parts by counting."""

import tomllib
from datetime import datetime, timedelta
from html import escape
from typing import Any

from osone.model.mail import Flag, Role
from osone.sample import clock
from osone.sample.messages import SampleMessage, folder, people

_KEPT = timedelta(days=11)
"""Younger ones are still in the inbox."""


def series(now: datetime) -> list[SampleMessage]:
    """Newsletters, receipts and notices, without an order."""
    data = tomllib.loads((folder() / "series.toml").read_text(encoding="utf-8"))
    return [
        *_newsletters(now),
        *_grocer(data["grocer"], now),
        *_rail(data["rail"], now),
        *_simple("fonts", data["fonts"], now, _font),
        *_simple("streaming", data["streaming"], now, _stream),
        *_papershop(data["papershop"], now),
        *_pressroom(data["pressroom"], now),
        *_library(data["library"], now),
        *_parcel(data["parcel"], now),
        *_simple("backup", data["backup"], now, _backup),
        *_planner(data["planner"], now),
    ]


def _made(
    who: str,
    number: int,
    at: datetime,
    now: datetime,
    subject: str,
    text: str,
    *,
    html: str = "",
    letter: bool = False,
    unread: bool = False,
    attach: tuple[str, ...] = (),
) -> SampleMessage:
    sender = people()[who]
    domain = sender.email.partition("@")[2]
    headers = {"Authentication-Results": f"mx.lindqvist.example; spf=pass; dkim=pass; dmarc=pass header.from={domain}"}
    if letter:
        headers |= {
            "List-Id": f"{sender.name} <letter.{domain}>",
            "List-Unsubscribe": f"<https://{domain}/leave?who=mara>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        }
    else:
        headers["Auto-Submitted"] = "auto-generated"
    recent = now - at < _KEPT
    flags = Flag(0) if unread else Flag.SEEN
    return SampleMessage(
        id=f"{who}-{number}",
        sender=sender,
        to=(people()["me"],),
        subject=subject,
        text=text,
        at=at,
        role=Role.INBOX if recent else Role.ARCHIVE,
        flags=flags,
        thread=f"{who}-{number}",
        html=html,
        attachments=attach,
        headers=headers,
    )


def _back(days: int, hour: int, minute: int, now: datetime) -> datetime:
    return clock.moment(f"d-{days} {hour:02}:{minute:02}", now)


# ── newsletters ──────────────────────────────────────────────────────────────────────────────────────────────────


def _newsletters(now: datetime) -> list[SampleMessage]:
    data = tomllib.loads((folder() / "newsletters.toml").read_text(encoding="utf-8"))
    out = []
    for place, one in enumerate(data["newsletter"]):
        sender = people()[one["who"]]
        issues: list[list[str]] = one["issues"]
        for number, (title, lead) in enumerate(issues):
            at = _back(1 + place % 4 + one["every"] * number, one["hour"], 5 + 7 * place, now)
            issue = 140 + 10 * place - number
            notes = [one["notes"][(number + step) % len(one["notes"])] for step in (0, 1)]
            text = f"{sender.name} No. {issue}\n{one['line']}\n\n{title.upper()}\n\n{lead}\n\n"
            text += "".join(f"* {note}\n" for note in notes)
            text += f"\nUnsubscribe: https://{sender.email.partition('@')[2]}/leave?who=mara\n"
            page = _page(sender.name, one["line"], one["colour"], issue, title, lead, notes, sender.email)
            subject = f"No. {issue}: {title}" if place % 2 else f"{sender.name}: {title}"
            fresh = number == 0 and place in {0, 3}
            out.append(_made(one["who"], issue, at, now, subject, text, html=page, letter=True, unread=fresh))
    return out


def _page(name: str, line: str, colour: str, issue: int, title: str, lead: str, notes: list[str], email: str) -> str:
    domain = email.partition("@")[2]
    listed = "".join(f"<li style='margin:0 0 8px'>{escape(note)}</li>" for note in notes)
    return (
        "<!doctype html><html><head><meta charset='utf-8'><style>"
        "body{margin:0;background:#f4f0ea;font-family:Georgia,serif;color:#2b2622}a{color:inherit}</style></head><body>"
        f"<div style='display:none'>{escape(lead[:80])}</div>"
        "<table width='100%' cellpadding='0' cellspacing='0'><tr><td align='center' style='padding:24px'>"
        "<table width='560' cellpadding='0' cellspacing='0' style='background:#fffdf9;border-radius:12px'>"
        f"<tr><td style='background:{colour};color:#fffdf9;padding:24px 32px;border-radius:12px 12px 0 0'>"
        f"<div style='font-size:22px'>{escape(name)}</div>"
        f"<div style='font-size:13px;opacity:.85'>{escape(line)} &middot; No. {issue}</div></td></tr>"
        f"<tr><td style='padding:24px 32px'><img src='https://{domain}/pictures/{issue}.jpg' width='496' alt=''>"
        f"<h1 style='font-size:26px;line-height:1.25'>{escape(title)}</h1>"
        f"<p style='font-size:16px;line-height:1.6'>{escape(lead)}</p>"
        f"<ul style='font-size:14px;line-height:1.5;padding-left:18px'>{listed}</ul></td></tr>"
        f"<tr><td style='padding:16px 32px 24px;font-size:12px;color:#7a716a'>You asked for this letter. "
        f"<a href='https://{domain}/leave?who=mara'>Leave</a> whenever you like."
        f"<img src='https://{domain}/seen.gif?u=mara&amp;n={issue}' width='1' height='1' alt=''></td></tr>"
        "</table></td></tr></table></body></html>"
    )


# ── receipts ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _receipt(title: str, rows: list[tuple[str, str]], total: str, foot: str) -> tuple[str, str]:
    width = max(len(name) for name, _ in rows) + 4
    text = title + "\n\n" + "".join(f"{name:<{width}}{price:>12}\n" for name, price in rows)
    text += f"{'':-<{width + 12}}\n{'Totalt':<{width}}{total:>12}\n\n{foot}\n"
    cells = "".join(f"<tr><td>{escape(n)}</td><td align='right'>{escape(p)}</td></tr>" for n, p in rows)
    page = (
        f"<html><body style='font-family:sans-serif'><h2>{escape(title)}</h2><table width='100%'>{cells}"
        f"<tr><td><b>Totalt</b></td><td align='right'><b>{escape(total)}</b></td></tr></table><p>{escape(foot)}</p>"
        "</body></html>"
    )
    return text, page


def _grocer(data: dict[str, Any], now: datetime) -> list[SampleMessage]:
    out = []
    items = data["items"]
    for number in range(data["count"]):
        at = _back(2 + data["every"] * number, 17, (11 * number) % 60, now)
        chosen = [items[(number * 5 + step * 7) % len(items)] for step in range(3 + number % 4)]
        rows = [(name, f"{price},00 kr") for name, price in chosen]
        total = f"{sum(price for _, price in chosen)},00 kr"
        text, page = _receipt("Tack för att du handlade hos oss!", rows, total, "Lilla Torg Grönt, vid pumpen")
        out.append(_made("grocer", 900 - number, at, now, f"Kvitto {total}", text, html=page))
    return out


def _rail(data: dict[str, Any], now: datetime) -> list[SampleMessage]:
    out = []
    for number in range(data["count"]):
        start, end, note = data["trips"][number % len(data["trips"])]
        at = _back(7 + data["every"] * number, 20, 14, now)
        price = 129 + 48 * number
        text, page = _receipt(
            f"Din biljett: {start} – {end}",
            [(f"{start} – {end}, vagn {3 + number}, plats {21 + 2 * number}", f"{price},00 kr")],
            f"{price},00 kr",
            f"Anteckning: {note}. Visa biljetten i mobilen eller på papper, vi är inte dömande.",
        )
        subject = f"Biljett {start}–{end}"
        out.append(_made("rail", 50 - number, at, now, subject, text, html=page, attach=("biljett.pdf",)))
    return out


def _papershop(data: dict[str, Any], now: datetime) -> list[SampleMessage]:
    out = []
    for number in range(data["count"]):
        at = _back(23 + data["every"] * number, 9, 31, now)
        if number == 0:  # the receipt that the accountant is asking for: 184,50
            chosen = [data["items"][0], data["items"][1], data["items"][2]]
        else:
            chosen = [data["items"][(number + step) % 4] for step in range(2)]
        total = f"{sum(price for _, price in chosen):.2f} €".replace(".", ",")
        rows = [(name, f"{price:.2f} €".replace(".", ",")) for name, price in chosen]
        text, page = _receipt("Rechnung / Papier & Faden, Lübeck", rows, total, "Danke! Das Papier freut sich auf Sie.")
        name = f"rechnung-{700 - number}.pdf"
        out.append(_made("papershop", 700 - number, at, now, f"Rechnung {total}", text, html=page, attach=(name,)))
    return out


def _font(data: dict[str, Any], number: int) -> tuple[str, str]:
    face, price = data["faces"][number % len(data["faces"])]
    text = f"Licence for {face}\n\nDesktop, one person, for ever: {price} EUR\n\nUse it kindly.\n"
    return f"Your licence: {face}", text


def _stream(data: dict[str, Any], number: int) -> tuple[str, str]:
    return "Kvitto: Radio Långvåg, en månad", f"Månadsavgift 59,00 kr\n\n{data['lines'][0]}\n"


def _backup(data: dict[str, Any], number: int) -> tuple[str, str]:
    size = 214.6 - 0.7 * number
    line = data["lines"][number % len(data["lines"])]
    return f"Backup done: {size:.1f} GB", f"Attic Backup\n\n{size:.1f} GB in {41 - number % 7} minutes.\n{line}\n"


def _simple(who: str, data: dict[str, Any], now: datetime, tell: Any) -> list[SampleMessage]:
    out = []
    for number in range(data["count"]):
        subject, text = tell(data, number)
        at = _back(5 + data["every"] * number, 3 if who == "backup" else 10, 2 + number, now)
        out.append(_made(who, 300 - number, at, now, subject, text))
    return out


# ── notices ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _pressroom(data: dict[str, Any], now: datetime) -> list[SampleMessage]:
    out = []
    for number in range(data["count"]):
        at = _back(1 + data["every"] * number, 6 + number % 9, (13 * number) % 60, now)
        sheet = data["sheets"][(number * 3) % len(data["sheets"])]
        failed = number % 5 == 3
        line = data["bad" if failed else "good"][(number // 2) % 4]
        job = 48_210 - 3 * number
        subject = f"[job {job}] {'stopped' if failed else 'ok'}: {sheet}"
        text = f"Job {job}: {sheet}\n\n{line}\n\nRack {1 + number % 6}. Replies go to Tomasz.\n"
        out.append(_made("pressroom", job, at, now, subject, text))
    return out


def _library(data: dict[str, Any], now: datetime) -> list[SampleMessage]:
    out = []
    for number in range(data["count"]):
        book = data["books"][number % len(data["books"])]
        at = _back(6 + data["every"] * number, 11, 40, now)
        due = clock.filled(f"{{d{15 - data['every'] * number - 6:+d}:d}}", now, "sv")
        if number % 3 == 2:
            subject, text = f"Att hämta: {book}", f"Hej Mara,\n\n{book} väntar på dig i hyllan Ö, till och med {due}.\n"
        else:
            subject = f"Snart dags att lämna tillbaka: {book}"
            text = f"Hej Mara,\n\n{book} ska vara tillbaka {due}. Du kan låna om, ingen annan vill ha den.\n"
        out.append(_made("library", 80 - number, at, now, subject, text))
    return out


def _parcel(data: dict[str, Any], now: datetime) -> list[SampleMessage]:
    out = []
    for number in range(data["count"]):
        shop, what = data["things"][number % len(data["things"])]
        place = data["places"][number % len(data["places"])]
        at = _back(2 + data["every"] * number, 13, (17 * number) % 60, now)
        text = f"From: {shop}\nWhat: {what}\nWhere: {place}\n\nBudet, on a bicycle since the fuel ran out.\n"
        out.append(_made("parcel", 7400 - 9 * number, at, now, f"Delivered: a parcel from {shop}", text))
    return out


def _planner(data: dict[str, Any], now: datetime) -> list[SampleMessage]:
    out = []
    for number in range(data["count"]):
        step = data["steps"][(number * 5) % len(data["steps"])]
        state = data["states"][number % len(data["states"])]
        at = _back(3 + data["every"] * number, 9, (7 * number) % 60, now)
        text = f"{step} {state}.\n\nHalden & Rye Schedules. Questions to Idris, who regrets it.\n"
        out.append(_made("planner", 510 - number, at, now, f"Schedule: {step} {state}", text))
    return out
