"""The mailbox's page against a real IMAP server: written servers, a wrong password, the right one, and what is kept."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")


import apsw
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from osone.accounts.discovery import Guess, Places
from osone.app.onboarding.mailboxes import HouseMailboxes, NewAccount
from osone.bridge.onboarding.account import OnboardingAccount
from osone.model.accounts import Service
from osone.model.services import Imap, Server
from tests.parts.dovecot import Dovecot
from tests.ui.onboarding_house import onboarding_house

NOWHERE = Places(ispdb="", autoconfig=(), guess=Guess((), ()), dns=False)
WORD = "correct horse"


def test_a_real_server_refuses_the_wrong_password_and_takes_the_right_one() -> None:
    found = QGuiApplication.instance()
    app = found if isinstance(found, QGuiApplication) else QGuiApplication([])
    kept: list[NewAccount] = []

    full = [True]

    async def keep(account: NewAccount) -> None:
        if full:
            full.clear()
            raise apsw.FullError("database or disk is full")
        kept.append(account)

    with Dovecot(users={"amy@example.org": WORD}) as server, onboarding_house(app) as house:
        page = house.page(OnboardingAccount)
        page.attach(HouseMailboxes(keep, places=NOWHERE, ca=server.ca), house.later)
        house.to("mailbox")
        house.enter()
        house.write("amy@example.org")
        house.enter()
        house.until(lambda: page.property("stage") == "servers")
        house.write("localhost")
        house.press(Qt.Key.Key_Tab)
        for _ in range(3):
            house.press(Qt.Key.Key_Backspace)
        house.write(str(server.port))
        house.enter()
        house.write("wrong horse")
        house.enter()
        house.until(lambda: page.property("stage") == "password")
        assert not kept
        assert page.property("fault")
        assert "localhost" in page.property("fault")
        house.press(Qt.Key.Key_E, control=True)
        house.until(lambda: page.property("stage") == "servers")
        house.enter()
        house.until(lambda: page.property("stage") == "password")
        assert page.typedPassword() == "wrong horse"
        field = house.view.activeFocusItem()
        assert (field.property("text"), field.property("displayText")) == ("wrong horse", "•" * len("wrong horse"))
        house.press(Qt.Key.Key_A, control=True)
        house.write(WORD)
        house.enter()
        house.until(lambda: "couldn't be saved" in page.property("fault"))
        assert page.property("stage") == "password", "a disk that is full leaves nobody waiting"
        house.enter()
        house.until(lambda: page.property("stage") == "kept")
        assert page.property("sentence").startswith("Your inbox is empty.")
        assert kept[0].services[Service.INCOMING] == Imap(
            Server("localhost", server.port), "amy@example.org", str(server.ca)
        )
        assert (kept[0].address, kept[0].password) == ("amy@example.org", WORD)
        assert not any("horse" in name for name in house.spoken())
        assert "horse" not in str(house.kept.values)
