"""The message that a draft is about, as it stands beneath it: seen before it leaves, folded, or left out."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.lists.keyed import KeyedModel
from osone.bridge.ports import Reads
from osone.host.later import later
from osone.model.drafts import Block, Draft, Relation, Run
from osone.model.mail import Attachment
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.mail import snippet
    from osone.mail.writing import blocks as forms
    from osone.queries import beneath
    from osone.queries.answering import Begun
    from osone.queries.beneath import Beneath
else:
    # Once somebody looks at it.
    forms, beneath = later("osone.mail.writing.blocks"), later("osone.queries.beneath")
    snippet = later("osone.mail.snippet")

QML_IMPORT_NAME = "OSOne.Writing"
QML_IMPORT_MAJOR_VERSION = 1

ROLES = ("key", "html", "said")
NAMED = 40
"""Letters of a name."""
TOGETHER = 12
"""Blocks that are drawn as one."""
SHOWN = 20
"""So many of these at first, and with each further look."""


@QmlElement
@QmlSingleton
class Quoted(KeyedModel):
    """Pieces of HTML, just as they leave; a picture is named by its words."""

    changed = Signal()
    filesKnown = Signal()
    """It is known which files the message brings that is passed on."""
    turned = Signal()
    """It is to come along, or not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROLES, parent=parent)
        self._reads: Reads | None = None
        self._begun: Begun | None = None
        self._unfolded = False
        self._pieces: list[tuple[str, str]] | None = None
        self._found: Beneath | None = None
        """The message, once it was read."""
        self._asked = False
        self._most = SHOWN

    def begin(self, reads: Reads) -> None:
        """Give it its part."""
        self._reads = reads

    def follow(self, begun: "Begun | None") -> None:
        """Show what stands beneath this draft, folded where it is another."""
        other = (begun.draft.id if begun is not None else 0) != self._number
        self._begun = begun
        if other or not self._comes_along():
            self._unfolded, self._pieces, self._most = False, None, SHOWN
            self.put([])
        if other:
            self._found, self._asked = None, False
        if self._get_passed_on() and self._found is None:
            self._ask(later=True)
        self.changed.emit()

    def came(self) -> None:
        """More of the mail is here: perhaps the message that was not."""
        if self._comes_along() and self._found is not None and not self._found.blocks:
            self._found = self._pieces = None
            self._ask(later=True)

    def along(self) -> list[Attachment]:
        """The files of the message that is passed on that go along, as far as they are known."""
        draft = self._begun.draft if self._begun is not None else None
        return beneath.along(draft, self._found) if draft is not None and self._found is not None else []

    def _ask(self, *, later: bool = False) -> None:
        """Read the message that stands beneath."""
        if self._begun is None or self._reads is None or self._asked:
            return
        self._asked, draft = True, self._begun.draft
        self._reads.ask(
            lambda connection: beneath.of_draft(connection, draft), lambda b: self._took(draft, b), later=later
        )

    @property
    def _number(self) -> int:
        return self._begun.draft.id if self._begun is not None else 0

    def _comes_along(self) -> bool:
        return self._begun is not None and self._begun.draft.answers is not None and self._begun.draft.quotes

    @Slot()
    def turn(self) -> None:
        """Let it come along, or not."""
        if self._begun is not None and self._begun.draft.answers is not None:
            self.turned.emit()

    @Slot()
    def fold(self) -> None:
        """Show it, or fold it away."""
        if self._begun is None or not self._comes_along():
            return
        self._unfolded = not self._unfolded
        if self._unfolded and self._found is None:
            self._ask()
        self._lay()

    @Slot()
    def show_more(self) -> None:
        """Show more of a long one."""
        self._most += SHOWN
        self._lay()

    def _took(self, draft: Draft, found: "Beneath") -> None:
        if draft.id == self._number:
            self._asked, self._found = False, found
            self._lay()
            self.filesKnown.emit()

    def _lay(self) -> None:
        if self._unfolded and self._pieces is None and self._found is not None:
            self._pieces = _pieces(self._found.blocks, 0 if self._get_passed_on() else 1)
        shown = (self._pieces or [])[: self._most] if self._unfolded else []
        self.put([{"key": n, "html": html, "said": said} for n, (html, said) in enumerate(shown)])
        self.changed.emit()

    def _get_words(self) -> str:
        begun = self._begun
        if begun is None or begun.draft.answers is None or not begun.quoted:
            return ""
        if not begun.draft.quotes:
            return _("Nothing is quoted.")
        name = snippet.shortened(begun.quoted, NAMED)
        if begun.draft.relation is Relation.FORWARD:
            return _("The message from {name} comes along.", name=name)
        return _("What {name} wrote is quoted beneath.", name=name)

    def _get_state(self) -> str:
        if not self._get_words():
            return ""
        if not self._comes_along():
            return "left out"
        if not self._unfolded:
            return "folded"
        return "coming" if self._pieces is None else "shown" if self._pieces else "missing"

    def _get_passed_on(self) -> bool:
        return self._begun is not None and self._begun.draft.relation is Relation.FORWARD

    words = Property(str, _get_words, notify=changed)
    state = Property(str, _get_state, notify=changed)
    """Empty where there is no such message, else ``left out``, ``folded``, ``coming``, ``shown`` or ``missing``."""
    more = Property(bool, lambda self: self._unfolded and len(self._pieces or ()) > self._most, notify=changed)
    passed_on = Property(bool, _get_passed_on, notify=changed)


def _pieces(blocks: tuple[Block, ...], beside: int) -> list[tuple[str, str]]:
    """The blocks as HTML that can be drawn piece by piece, and what is heard of each.

    So many quotations are drawn as a line ``beside`` them.
    """
    drawn = [_drawable(block, beside) for block in blocks]
    some = [drawn[at : at + TOGETHER] for at in range(0, len(drawn), TOGETHER)]
    return [(html, "\n".join(one.words for one in together)) for together in some if (html := forms.as_html(together))]


def _drawable(block: Block, beside: int) -> Block:
    runs = tuple(Run(f"[{run.words or _('picture')}]") if run.picture else run for run in block.runs)
    return replace(block, runs=runs, quoted=max(0, block.quoted - beside))
