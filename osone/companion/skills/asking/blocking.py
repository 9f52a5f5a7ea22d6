"""A sender blocked by words, with a card first, for a name may be another's; and unblocked."""

from typing import TYPE_CHECKING

from osone.companion.skills.asking.persons import NOBODY
from osone.companion.skills.asking.pointing import before
from osone.companion.skills.house import House
from osone.companion.skills.intents import BlockSender, Which
from osone.companion.skills.telling import Answer, ProposedDeed, cut
from osone.host.later import later
from osone.model.mail import Address
from osone.text.catalogue import _
from osone.text.lines import short
from osone.text.markdown import plain

if TYPE_CHECKING:
    from osone.mail import addresses
else:
    addresses = later("osone.mail.addresses")  # once an address is said


async def block(asked: BlockSender, house: House) -> Answer:
    """Show whose mail would go to junk; nothing is done before the yes. What is blocked is unblocked at once."""
    who = await _meant(asked.name, house)
    if isinstance(who, Answer):
        return who
    if asked.off:
        said = await house.act("sender.unblock", {"address": who.email})
        return Answer(plain(f"{said}."), "(I unblocked a sender.)", done=True)
    about = _("New messages from {address} go to Junk.", address=who.email)
    title = _("Block {name}?", name=short(who.shown))
    proposal = ProposedDeed("sender.block", {"address": who.email, "sure": True}, title, about)
    text = _("Nothing is done yet. Look at the card and decide; z takes it back afterwards.")
    return Answer(text, "(I asked whether to block a sender; it waits for their yes.)", proposal=proposal)


async def _meant(name: str, house: House) -> Address | Answer:
    """Whom a name or an address means; without either, who wrote what is before the person."""
    if not name:
        shown = await before(house, Which())
        if isinstance(shown, Answer):
            return shown
        if shown is None:
            return Answer(_("No message is open. Open one, or tell me whom to block."), "(No mail was open.)")
        return shown.row.sender
    if "@" in name and len(some := addresses.addresses(name)) == 1:
        return some[0]
    found = await house.people(name)
    if not found:
        return Answer(_(NOBODY, name=cut(name)), "(Nobody of that name was found.)", known=False)
    return found[0].address
