"""Letters and an answer that are hard to draw, for the tour: long names, scripts from the right, tables and code."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from osone.app.shell import HouseShell
from osone.mail.writing import fields
from osone.model.mail import Address, Box, Flag, Role
from osone.sample import attachments, contents
from osone.store import listing
from osone.store.files import Store
from osone.sync import importing, indexing
from osone.sync.working import Pace, open_files
from osone.tour.scene import SETTLE_S


@dataclass(frozen=True, slots=True)
class TourMessage:
    """A message to the person of the sample world."""

    name: str
    address: str
    subject: str
    words: str
    html: bool = False
    cc: str = ""
    pictures: tuple[str, ...] = ()
    """Of the sample's, which its page names."""
    files: tuple[str, ...] = ()


LONG = TourMessage(
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Office of the Deputy Harbourmaster", "long@harbour.example",
    "Re: Fwd: Re: The minutes of the meeting about the minutes of the meeting before, with corrections: may I?",
    "Dear Mara, could you confirm the corrections? " + "Donaudampfschifffahrtsgesellschaftskapitän" * 3 + "\n\n"
    "https://harbour.example/" + "a-very-long-address/" * 9,
    cc="Tomasz <tomasz@harbour.example>",
    files=(
        "The minutes of the meeting about the minutes of the meeting before, with all corrections, final, second "
        "draft.pdf",
        "invoice.pdf.exe",
    ),
)  # fmt: skip
HARD = (
    LONG,
    TourMessage(
        "ליאור", "lior@shira.example", "מתי נוח לך לדבר?",
        "היי מארה,\n\nמתי נוח לך לדבר על התרגום? אפשר מחר ב־10:00.",
    ),
    TourMessage(
        "ليلى حدّاد", "layla@diwan.example",
        "هل وصلتك القصيدة الأخيرة؟ أودّ أن أعرف رأيك قبل نهاية الأسبوع إن أمكن ذلك",
        "مارا العزيزة،\n\nهل وصلتك القصيدة الأخيرة؟ أودّ أن أعرف رأيك.\n\nليلى",
    ),
    TourMessage(
        "星野 花", "hana@hoshino.example", "ご注文について 🎐",
        "マラ様\n\nご注文の件ですが、いつお届けすればよろしいですか？\n\n星野",
    ),
)  # fmt: skip
PICTURED = TourMessage(
    "박지우", "jiwoo@almanac.example", "항구에서 온 사진 📷 ภาพจากท่าเรือ",
    "<p>마라에게, 항구의 정오예요. 😀</p><p><img src='cid:harbour' alt='The harbour at noon' width='420'></p>"
    "<p>สวัสดีครับ นี่คือภาพจากท่าเรือ · नमस्ते · გამარჯობა · ሰላም · ∑ √2 ≠ 1</p>"
    "<p><img src='cid:lost' alt='Plan of the ground floor'></p>"
    "<p>지우</p><p><img src='cid:mark' height='32'> <img src='https://almanac.example/a.png' width='300'></p>",
    html=True, pictures=("harbour", "mark"), files=("harbour.zip",),
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


def _raw(letter: TourMessage, at: datetime) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Date"] = format_datetime(at)
    message["To"] = formataddr((contents.ME.name, contents.ME.email))
    message["Message-ID"] = f"<tour-{letter.address}>"
    if letter.cc:
        message["Cc"] = letter.cc
    message.set_content(letter.words, subtype="html" if letter.html else "plain")
    for picture in letter.pictures:
        data = attachments.png(picture)
        message.add_related(data, "image", "png", cid=f"<{picture}>", filename=f"{picture}.png")
    for file in letter.files:
        message.add_attachment(b"0" * 4096, maintype="application", subtype="octet-stream", filename=file)
    # The library would lose blanks between words that it encodes.
    head = fields.mailboxes("From", [Address(letter.name, letter.address)]) + fields.field("Subject", letter.subject)
    return head + message.as_bytes()


def deliver(store: Store, now: datetime, letters: Sequence[TourMessage]) -> None:
    """Bring letters into a store that holds the sample world, the first as the newest there is."""
    files = open_files(store)
    try:
        mails = []
        for number, letter in enumerate(letters):
            at = now - timedelta(minutes=number)
            raw = _raw(letter, at)
            mails.append(importing.FoundMessage(raw, Flag(0), "INBOX", Role.INBOX, int(at.timestamp())))
        account = importing.account_here(files, "The sample world", contents.ME.email)
        importing.bring_in(files, account, mails, Pace(), lambda _what: None)
    finally:
        files.close()
    indexing.index_all(store, Pace(), lambda _what: None, once=True)


async def open_letter(house: HouseShell, letter: TourMessage) -> None:
    """Open the conversation that a letter began."""
    found = await house.store.read(lambda c: listing.rows(c, [thread for _, thread in listing.ids(c, Box.INBOX, 50)]))
    house.screens.show(("thread", next(row.id for row in found if row.subject == letter.subject)))
    await asyncio.sleep(SETTLE_S)


async def pictured(house: HouseShell) -> None:
    """Open the one with pictures and many scripts, the keyboard on its file."""
    await open_letter(house, PICTURED)
    house.screens.attached.step(1)
