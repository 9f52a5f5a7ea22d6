"""What is wished of the draft that is open: to send it, once its card was seen, or to throw it away."""

import re

from osone.commands.chords import key_said
from osone.companion.skills.house import House
from osone.companion.skills.intents import Intent, OfDraft
from osone.companion.skills.telling import Answer, ProposedDeed, cut
from osone.model.drafts import Draft
from osone.text.catalogue import N_, _
from osone.text.lines import short
from osone.text.markdown import plain
from osone.text.numbers import joined

_IT = r"(?:it|this|that|(?:the|this|that|my) (?:draft|mail|e-?mail|message|reply|answer|letter))"
_DRAFT = r"(?:the|this|that|my) draft"
_WISHES = (
    ("send", re.compile(rf"send {_IT}(?: off| out)?(?: (?P<when>(?:at|on|in|tomorrow|tonight|next|later)\b.*))?|"
                        rf"(?:post|mail) {_IT}(?: off)?")),
    ("discard", re.compile(rf"discard {_IT}|(?:delete|throw away|throw out|scrap|bin|drop|trash) {_DRAFT}|"
                           rf"throw {_IT} away")),
    ("copy", re.compile(r"(?:add|put|take|include) .+? (?:in|on|as|into|to) (?:the )?(?:b?cc|copy|copies)|b?cc .+|"
                        r"(?:b?cc|copy) .+? in(?: on (?:it|this|that))?")),
    ("attach", re.compile(r"attach .+|add (?:an?|the|my|some) (?:attachments?|files?|photos?|documents?)\b.*")),
)  # fmt: skip
ELSEWHERE = {
    "copy": N_("I can't add people to a draft. Open the draft and press {keys} for Cc and Bcc."),
    "attach": N_("I can't attach files. Open the draft and press {keys} to choose one."),
}
KEYS = {"copy": "Mod+Shift+C", "attach": "Mod+Shift+A"}
NO_DRAFT = N_("No draft is open. Open one, or tell me whom to write to and what to say.")


def of_draft(text: str) -> Intent | None:
    """What is wished of a draft, in plain words; else None."""
    for what, pattern in _WISHES:
        if (found := pattern.fullmatch(text)) is not None:
            return OfDraft(what, found.groupdict().get("when") or "")
    return None


async def draft_wish(asked: OfDraft, house: House) -> Answer:
    """Show what would leave, and to whom, before it does; or throw the draft away, which undo brings back."""
    if (line := ELSEWHERE.get(asked.what)) is not None:
        return Answer(_(line, keys=key_said(KEYS[asked.what])), "(I can't do that to a draft.)", known=True)
    draft = await house.draft()
    if draft is None:
        return Answer(_(NO_DRAFT), "(No draft was open.)")
    if asked.what == "discard":
        said = await house.act("draft.discard", {"drafts": [draft.id]})
        return Answer(plain(f"{said}."), "(I threw the open draft away.)", done=True)
    arguments = {"drafts": [draft.id], **({"when": asked.when} if asked.when else {})}
    title = _("Send it {when}?", when=asked.when) if asked.when else _("Send it now?")
    proposal = ProposedDeed("draft.send", arguments, title, _about(draft))
    note = "(I asked whether to send the open draft; it waits for their yes.)"
    return Answer(_("Nothing is sent yet. Look at the card and decide."), note, proposal=proposal)


def _about(draft: Draft) -> str:
    """A draft as the plain words of its card name it: what it is about, and everybody whom it reaches."""
    sent = draft.recipients
    names = joined([cut(one.shown) for one in (*sent.to, *sent.cc, *sent.bcc)])
    subject = short(draft.subject) or _("(no subject)")
    return _("“{subject}”, to {names}.", subject=subject, names=names) if names else _("“{subject}”.", subject=subject)
