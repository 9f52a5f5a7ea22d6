"""What a person may have forgotten, in quiet lines beneath what they write: never a question, and never in the way."""

import re
from collections.abc import Collection, Sequence

from osone.mail.writing import signing
from osone.model.drafts import Draft
from osone.text.catalogue import _, plural
from osone.text.numbers import joined

ENCLOSED = re.compile(
    r"\b(?:attach(?:ed|ment|ments|ing)?|enclosed|anbei|angehängt|im anhang|anhang|beigefügt|ci-joint|pièce jointe"
    r"|adjunt[oa]|in allegato|bijlage|bijgevoegd|bifogad|bifogar|vedhæftet|vedlagt|załącz\w*|прикреп\w*|во вложении)\b"
    r"|添付|附件|첨부",
    re.IGNORECASE,
)
"""Words by which people speak of a file that comes along."""
MANY = 20


def remarks(draft: Draft, strangers: Collection[str], *, files: bool) -> list[str]:
    """Sentences about a draft. ``strangers`` are the addresses, in lower case, that one never had mail with.

    ``files`` says whether any file comes along.
    """
    found = []
    own_words = "\n".join(block.words for block in signing.above(draft.blocks) if not block.quoted)
    if not files and ENCLOSED.search(own_words):
        found.append(_("You mention an attachment, and nothing is attached."))
    if not draft.subject.strip() and own_words.strip():
        found.append(_("There is no subject."))
    everyone = draft.recipients.everyone
    strange = [one.email for one in everyone if one.email.lower() in strangers]
    if strange:
        found.append(_first_time(strange))
    if len(everyone) > MANY and len(draft.recipients.bcc) < len(everyone) // 2:
        found.append(
            plural("{count} people will see each other's address.", "{count} people will see each other's addresses.",
                   len(everyone))
        )  # fmt: skip
    return found


def _first_time(strange: Sequence[str]) -> str:
    if len(strange) > 3:
        return plural(
            "You have had no mail with {count} of these addresses yet.",
            "You have had no mail with {count} of these addresses yet.",
            len(strange),
        )
    return _("You have had no mail with {addresses} yet.", addresses=joined(strange))
