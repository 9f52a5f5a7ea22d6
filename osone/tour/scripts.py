"""The tour's world in other scripts: mails, events and tasks in Cyrillic, Korean, Thai and Arabic, with long names."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from osone.app.shell import HouseShell
from osone.bridge.writing import people
from osone.host import here
from osone.model.drafts import Relation
from osone.model.mail import Address, Box
from osone.store.files import Store
from osone.sync import calendars
from osone.sync.working import open_files
from osone.tour.messages import TourMessage, deliver, open_letter
from osone.tour.scene import SETTLE_S, Scene
from osone.tour.sizes import NARROW

CYRILLIC = TourMessage(
    "Александра Константинопольская-Рождественская", "aleksandra@gavani.example",
    "Переиздание «Северных гаваней»: когда вам удобно обсудить обложку и корешок?",
    "Мара, добрый день!\n\nКогда вам удобно обсудить обложку и корешок второго издания? Ёлки уже стоят.\n\nАлександра",
)  # fmt: skip
KOREAN = TourMessage(
    "남궁민수 (한국항만문학번역원 국제교류부)", "minsu@almanac.example",
    "바다 도서관 낭독회 초대: 12월 첫째 주에 와 주실 수 있나요?",
    "마라 님께,\n\n12월 첫째 주 낭독회에 와 주실 수 있나요? 항구 사진 몇 장을 곧 보내 드리겠습니다.\n\n남궁민수",
)  # fmt: skip
THAI = TourMessage(
    "ศุภลักษณ์ วงศ์สุวรรณเจริญทรัพย์", "supaluk@tha-ruea.example",
    "ขอนัดคุยเรื่องปกหนังสือท่าเรือฉบับภาษาไทยสัปดาห์หน้าได้ไหมคะ?",
    "เรียน คุณมารา\n\nขอนัดคุยเรื่องปกหนังสือฉบับภาษาไทยสัปดาห์หน้าได้ไหมคะ? ผู้พิมพ์ที่นี่ขอทราบน้ำหนักกระดาษด้วยค่ะ\n\nศุภลักษณ์",
)  # fmt: skip
ARABIC = TourMessage(
    "عبد الرحمن بن محمد الحضرمي الأندلسي", "abdulrahman@diwan.example",
    "دعوة إلى أمسية شعرية في المكتبة البحرية: هل تستطيعين الحضور يوم الخميس؟",
    "<div dir='rtl'><p>عزيزتي مارا،</p><p>هل تستطيعين الحضور يوم الخميس؟ برنامج الأمسية:</p>"
    "<ul><li>قراءة من «مرافئ صغيرة»</li><li>حديث مع المترجمة <s>ليلى حداد</s> نور الدين (19:30)</li></ul>"
    "<ol><li>العنوان: <a href='https://diwan.example/khareeta'>library.example</a></li><li>الدعوة لشخصين</li></ol>"
    "<blockquote>سأكون هناك.</blockquote><p>عبد الرحمن</p></div>",
    html=True,
)  # fmt: skip
PLAIN = TourMessage(
    "Ingrid Holm", "ingrid@harbour.example", "The figures, as the printer has them",
    "Mara,\n\nhere they are once more. Which do you choose?\n\n"
    "Paper        Copies    Price\n---------    ------    -----\n"
    "Uncoated        500     4.20\nSmooth        1,000     3.85\n\n"
    "- bring both proofs along\n- ask for the *heavier* board\n\n"
    "> May I still change the grey?\n\nYes, until Friday.\n\n"
    "-- \nIngrid Holm\nSmall Harbours Press, Malmö",
)  # fmt: skip
BARE = TourMessage(
    "Fjord & Fjäll", "news@fjordfjall.example", "Everything for the long nights",
    "<p><img src='https://fjordfjall.example/a.png' width='600'><img src='https://fjordfjall.example/b.png'></p>",
    html=True,
)  # fmt: skip
MANY = 60
"""Events that a week has at most."""
LETTERS = (CYRILLIC, KOREAN, THAI, ARABIC, PLAIN, BARE)
TASKS = (
    "Позвонить в типографию и согласовать корешок второго издания «Северных гаваней» #гавани p1",
    "항구 사진 스무 장을 골라서 인쇄소에 보내기 #항구 p2",
    "ส่งต้นฉบับปกหนังสือท่าเรือให้ผู้พิมพ์ตรวจน้ำหนักกระดาษ",
    "مراجعة ترجمة «مرافئ صغيرة» قبل إرسالها إلى المطبعة البحرية #مرافئ",
)
EVENTS = (
    (0, 10, 60, "Созвон с типографией о переиздании", "Набережная Северного флота, дом 17"),
    (0, 10, 30, "항구 낭독회 준비 모임", "바다 도서관 3층"),
    (1, 13, 90, "นัดคุยเรื่องปกหนังสือ", "ร้านกาแฟท่าเรือเก่า"),
    (1, 13, 90, "أمسية شعرية في المكتبة البحرية", "شارع الميناء القديم"),
    (2, 9, 45, "한국항만문학번역원 국제교류부 회의", ""),
)
"""Of each the days from today, the hour, the minutes, the title and the place."""
UNREADABLE = "RDATE:the Thursday after the launch"
ANSWER = """Вот что я нашла о **чтениях у моря**:

- 남궁민수 초대장: 12월 첫째 주
- ศุภลักษณ์ ขอนัดคุยเรื่องปกหนังสือ

هل أكتب إلى عبد الرحمن بأنك ستحضرين؟"""


def _calendar(now: datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Чтения у моря"]
    for number, (days, hour, minutes, title, place) in enumerate(EVENTS):
        at = now.replace(hour=hour, minute=0) + timedelta(days=days)
        lines += [
            "BEGIN:VEVENT", f"UID:tour-{number}", f"DTSTART:{at:%Y%m%dT%H%M%S}", f"DURATION:PT{minutes}M",
            f"SUMMARY:{title}", f"LOCATION:{place}", UNREADABLE, "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _fill(store: Store, now: datetime) -> None:
    deliver(store, now, LETTERS)
    files = open_files(store)
    try:
        calendars.bring_events(files, _calendar(now), "", [])
    finally:
        files.close()


async def _arrived(house: HouseShell) -> None:
    """The letters came, and the Arabic one is open."""
    await asyncio.to_thread(_fill, house.profile.store, here.now())
    for line in TASKS:
        await house.store.act("task.add", {"line": f"{line} today"}, "person")
    house.screens.talk.clear()
    house.screens.gesture("leave")
    house.screens.shell.go("mail")
    house.screens.inbox.leave_search()
    house.screens.inbox.go(Box.NEEDS)
    house.screens.refresh()
    await asyncio.sleep(SETTLE_S)
    await open_letter(house, ARABIC)


async def _asking(house: HouseShell) -> None:
    """Words about one of them are begun, and before them what was said of all."""
    house.screens.talk.person("낭독회에 관해 무엇을 알아냈어? И что пишут о обложке? هل من جديد؟")
    house.screens.talk.say(ANSWER)
    house.screens.gesture("about")


async def _found(house: HouseShell) -> None:
    house.screens.gesture("leave")
    house.screens.talk.drop_about()
    house.screens.gesture("search", "낭독회")
    await asyncio.sleep(SETTLE_S)
    house.screens.gesture("open")


async def _home(house: HouseShell) -> None:
    house.screens.inbox.leave_search()
    house.screens.shell.go("home")


async def _week(house: HouseShell) -> None:
    house.screens.shell.go("calendar")
    house.screens.gesture("calendar", "week")
    house.screens.gesture("period", 0)


async def _event(house: HouseShell) -> None:
    """Opened, with a line that could not be read."""
    calendar = house.screens.calendar
    calendar.move(-MANY)
    for _step in range(MANY):
        if calendar.occurrence is not None and calendar.occurrence.title == EVENTS[2][3]:
            break
        calendar.move(1)
    calendar.open()
    await asyncio.sleep(SETTLE_S)


def _screen(name: str) -> Callable[[HouseShell], Awaitable[None]]:
    async def lay(house: HouseShell) -> None:
        house.screens.gesture("back")
        house.screens.shell.go(name)

    return lay


async def _writing(house: HouseShell) -> None:
    """To long names, with an emoji and four scripts in it."""
    writing = house.screens.writing
    house.screens.shell.go("writing")
    writing.start(Relation.NEW)
    await asyncio.sleep(SETTLE_S)
    to = [Address(one.name, one.address) for one in (CYRILLIC, ARABIC, THAI)]
    house.screens.lines.write("to", people.line(to), 0)
    house.screens.lines.write("cc", people.line([Address(KOREAN.name, KOREAN.address)]), 0)
    writing.name("🎐 낭독회 · Чтения у моря · أمسية شعرية · นัดคุยเรื่องปก")
    writing.keep()
    number = writing.number
    writing.put_away()
    await asyncio.sleep(SETTLE_S)
    writing.resume(number)
    await asyncio.sleep(SETTLE_S)


SCRIPTS = (
    Scene("scripts-mail", _arrived),
    Scene("scripts-asking", _asking),
    Scene("scripts-search", _found),
    Scene("scripts-home", _home),
    Scene("scripts-tasks", _screen("tasks")),
    Scene("scripts-calendar", _week),
    Scene("scripts-event", _event),
    Scene("scripts-writing", _writing),
    Scene("scripts-narrow-home", _screen("home"), NARROW),
    Scene("scripts-narrow-mail", _screen("mail"), NARROW),
    Scene("scripts-narrow-calendar", _screen("calendar"), NARROW),
)
