"""What the head and the foot of an open draft say."""

from osone.bridge.writing import people
from osone.model.drafts import Relation
from osone.queries.answering import Begun
from osone.text.catalogue import _
from osone.text.numbers import size


def quoted(begun: Begun) -> str:
    """Whose words come along; empty where nobody's."""
    if not begun.quoted:
        return ""
    if begun.draft.relation is Relation.FORWARD:
        return _("The message from {name} comes along.", name=begun.quoted)
    return _("What {name} wrote is quoted beneath.", name=begun.quoted)


def files(begun: Begun) -> list[dict[str, object]]:
    """What is enclosed."""
    return [{"file": one.id, "name": one.name, "size": size(one.size)} for one in begun.draft.files]


def identities(begun: Begun) -> list[str]:
    """As whom it can be written."""
    return [people.written(one) for _account, one in begun.senders]
