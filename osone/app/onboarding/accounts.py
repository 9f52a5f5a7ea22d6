"""What is done with an account from the window: signed in to again, or taken away once the person saw what goes."""

from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import TYPE_CHECKING

from osone.app.notices.cards import Asking
from osone.commands.accounts import what_goes
from osone.host.later import later
from osone.store import accounts
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.app.onboarding import parts
    from osone.app.onboarding.parts import OnboardingHouse
    from osone.bridge.onboarding.flow import OnboardingFlow
    from osone.store import removal
else:
    # Once an account is changed, or goes.
    parts, removal = later("osone.app.onboarding.parts"), later("osone.store.removal")


class AccountCards:
    """The cards about accounts."""

    def __init__(self, house: "OnboardingHouse", asking: Asking, meet: "Callable[[], OnboardingFlow]") -> None:
        self._house, self._asking, self._meet = house, asking, meet

    def gestures(self) -> Mapping[str, Callable[[object], None]]:
        """What the window does for verbs about accounts."""
        return {
            "account": lambda which: self._start(parts.change_account(self._house, self._meet(), str(which))),
            "account_removal": lambda which: self._start(self._show(str(which))),
        }

    def _start(self, work: Coroutine[object, object, None]) -> None:
        self._house.later.start(work)

    async def _show(self, which: str) -> None:
        """Show what would go with an account, named by its number, address or name, before anything does."""
        known = await self._house.store.read(accounts.every)
        named = [one for one in known if which in (str(one.id), one.address, one.label)]
        if len(named) != 1:
            self._house.screens.shell.go("settings")
            return
        (account,) = named
        held = await self._house.store.read(partial(removal.held, account=account.id))
        forget = {"account": account.id, "sure": True}
        self._asking.ask(
            _("Remove {name}?", name=account.called),
            what_goes(account, held),
            _("Remove account"),
            lambda: self._house.dispatcher.act("account.forget", forget, by="person"),
            icon="trash",
            key=f"account.remove:{account.id}",
        )
