"""A question of the meeting asked again, in a house that was met."""

from osone.app.profile import profile
from osone.bridge.onboarding.account import OnboardingAccount
from osone.bridge.onboarding.flow import OnboardingFlow, onboarding_page
from osone.model.accounts import AccountState
from osone.store import accounts, settings
from osone.store.writing import transaction
from tests.app.house import Running, living, sample
from tests.parts.dovecot import Dovecot
from tests.sync.desk import ADDRESS, WORD
from tests.sync.desk import settings as as_settings


def visit(house: Running, words: str) -> OnboardingFlow:
    house.press("Mod+K")
    house.until(lambda: house.screens.finder.property("opened"), "the palette")
    house.turn(0.02)
    house.write(words)
    house.press("Enter")
    house.until(lambda: house.screens.shell.property("onboarding"), "the question")
    assert house.house.flow is not None
    return house.house.flow


def test_another_name_is_chosen_and_every_room_still_opens_behind_it() -> None:
    with sample() as opened, living(opened) as house:
        flow = visit(house, "rename your companion")
        assert flow.meeting.step.value == "name"
        house.press("Esc")
        house.until(lambda: not house.screens.shell.property("onboarding"), "home again")
        for room, key in (("mail", "i"), ("calendar", "c"), ("tasks", "t"), ("settings", "s"), ("home", "h")):
            house.press("g", key)
            assert house.screens.shell.property("screen") == room
            house.turn(0.02)
        visit(house, "choose a model")
        house.press("Esc")
        house.until(lambda: not house.screens.shell.property("onboarding"), "home again")


def test_an_account_is_changed_and_another_with_its_address_is_left_alone() -> None:
    with Dovecot(tls="no") as server, profile.throw_away() as opened:
        core = opened.store.writer()
        with transaction(core) as tx:
            settings.put(tx, "meeting.done", True)
            first = accounts.add(tx, "imap", ADDRESS, "Amy", as_settings(server.plain_port))
            second = accounts.add(tx, "imap", ADDRESS, "Amy again", as_settings(server.plain_port + 1))
            accounts.put_state(tx, first, AccountState.SIGN_IN)
        core.close()
        with living(opened) as house:
            preferences = house.screens.preferences
            house.until(
                lambda: [a["fault"] for a in preferences.property("accounts")] == ["Sign in again.", ""], "told"
            )
            preferences.ask(preferences.property("accounts")[0]["change"])
            house.until(lambda: house.screens.shell.property("onboarding"), "the question")
            page = onboarding_page(house.house.engine, OnboardingAccount)
            assert (page.property("stage"), page.property("address")) == ("password", ADDRESS)
            page.typePassword(WORD)
            house.press("Enter")
            house.until(lambda: page.property("stage") == "kept", "it is kept")
            house.press("Enter")
            house.until(lambda: not house.screens.shell.property("onboarding"), "done")
            reader = opened.store.reader()
            amy, again = accounts.every(reader)
            reader.close()
            assert (amy.id, amy.state, again.id) == (first, AccountState.WELL, second)
            assert [opened.secrets.secret(account) for account in (amy, again)] == [WORD, None]
            preferences.ask("account.change:2")
            house.until(lambda: house.screens.shell.property("onboarding"), "the question for the other")
            house.press("Esc")
            house.until(lambda: not house.screens.shell.property("onboarding"), "who goes back changes nothing")
            preferences.ask("account.add")
            house.until(lambda: house.screens.shell.property("onboarding"), "the question for a new one")
            assert (page.property("stage"), page.property("address")) == ("address", "")
