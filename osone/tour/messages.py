"""Letters and an answer that are hard to draw, for the tour: long names, scripts from the right, tables and code."""

import asyncio
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from osone.app.shell import HouseShell
from osone.model.mail import Box, Flag, Role
from osone.sample import attachments, contents
from osone.store import listing
from osone.store.files import Store
from osone.sync import importing, indexing
from osone.sync.working import Pace, open_files
from osone.tour.scene import SETTLE_S

LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Office of the Deputy Harbourmaster"
FILES = (
    "The minutes of the meeting about the minutes of the meeting before, with all corrections, final, second draft.pdf",
    "invoice.pdf.exe",
)
HARD = (
    (LONG, "long@harbour.example",
     "Re: Fwd: Re: The minutes of the meeting about the minutes of the meeting before, with corrections: may I?",
     "Dear Mara, could you confirm the corrections? " + "Donaudampfschifffahrtsgesellschaftskapitän" * 3 + "\n\n"
     "https://harbour.example/" + "a-very-long-address/" * 9),
    ("ליאור", "lior@shira.example", "מתי נוח לך לדבר?", "היי מארה,\n\nמתי נוח לך לדבר על התרגום? אפשר מחר ב־10:00."),
    ("ليلى حدّاد", "layla@diwan.example", "هل وصلتك القصيدة الأخيرة؟ أودّ أن أعرف رأيك قبل نهاية الأسبوع إن أمكن ذلك",
     "مارا العزيزة،\n\nهل وصلتك القصيدة الأخيرة؟ أودّ أن أعرف رأيك.\n\nليلى"),
    ("星野 花", "hana@hoshino.example", "ご注文について 🎐",
     "マラ様\n\nご注文の件ですが、いつお届けすればよろしいですか？\n\n星野"),
)  # fmt: skip
PICTURED = (
    "박지우", "jiwoo@almanac.example", "항구에서 온 사진 📷 ภาพจากท่าเรือ",
    "<p>마라에게, 항구의 정오예요. 😀</p><p><img src='cid:harbour' alt='The harbour at noon' width='420'></p>"
    "<p>สวัสดีครับ นี่คือภาพจากท่าเรือ · नमस्ते · გამარჯობა · ሰላም · ∑ √2 ≠ 1</p>"
    "<p><img src='cid:lost' alt='Plan of the ground floor'></p>"
    "<p>지우</p><p><img src='cid:mark' height='32'> <img src='https://almanac.example/a.png' width='300'></p>",
)  # fmt: skip
"""One with pictures: two that came with it, one that got lost, one that is elsewhere."""
ANSWER = """Here is **all I found**, with [a link](https://harbour.example/a) and `inline code`.

1. First, the cover
2. Then a very long word: Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz
   - a point within a point

| Paper | Price | Days |
|---|---|---|
| Uncoated | 4.20 | 9 |
| Smooth | 3.85 | 6 |

> Grey is not the absence of a decision.

```python
def spine(pages: int, bulk: float) -> float:
    return pages / 2 * bulk / 1000  # millimetres, without the boards
```

---

Shall I write to Tomasz?"""


def _raw(name: str, address: str, subject: str, text: str, at: datetime) -> bytes:
    letter = EmailMessage(policy=SMTP)
    letter["Date"], letter["Subject"] = format_datetime(at), subject
    letter["From"], letter["To"] = f'"{name}" <{address}>', formataddr((contents.ME.name, contents.ME.email))
    letter["Message-ID"] = f"<tour-{address}>"
    letter.set_content(text)
    if name == LONG:
        letter["Cc"] = "Tomasz <tomasz@harbour.example>"
        for file in FILES:
            letter.add_attachment(b"0" * 4096, maintype="application", subtype="octet-stream", filename=file)
    return letter.as_bytes()


def _pictured(at: datetime) -> bytes:
    name, address, subject, page = PICTURED
    letter = EmailMessage(policy=SMTP)
    letter["Date"], letter["Subject"] = format_datetime(at), subject
    letter["From"], letter["To"] = formataddr((name, address)), formataddr((contents.ME.name, contents.ME.email))
    letter["Message-ID"] = f"<tour-{address}>"
    letter.set_content(page, subtype="html")
    for picture in ("harbour", "mark"):
        data = attachments.png(picture)
        letter.add_related(data, "image", "png", cid=f"<{picture}>", filename=f"{picture}.png")
    letter.add_attachment(b"0" * 4096, maintype="application", subtype="octet-stream", filename="harbour.zip")
    return letter.as_bytes()


def deliver(store: Store, now: datetime) -> None:
    """Bring the letters into a store that holds the sample world, as the newest there are."""
    files = open_files(store)
    try:
        mails = []
        for number, (name, address, subject, text) in enumerate(HARD):
            at = now - timedelta(minutes=number)
            raw = _raw(name, address, subject, text, at)
            mails.append(importing.FoundMessage(raw, Flag(0), "INBOX", Role.INBOX, int(at.timestamp())))
        mails.append(importing.FoundMessage(_pictured(now), Flag(0), "INBOX", Role.INBOX, int(now.timestamp()) - 3600))
        account = importing.account_here(files, "The sample world", contents.ME.email)
        importing.bring_in(files, account, mails, Pace(), lambda _what: None)
    finally:
        files.close()
    indexing.index_all(store, Pace(), lambda _what: None, once=True)


async def pictured(house: HouseShell) -> None:
    """Open the one with pictures and many scripts, the keyboard on its file."""
    found = await house.store.read(lambda c: listing.rows(c, [thread for _, thread in listing.ids(c, Box.INBOX, 50)]))
    house.screens.show(("thread", next(row.id for row in found if row.subject == PICTURED[2])))
    await asyncio.sleep(SETTLE_S)
    house.screens.attached.step(1)
