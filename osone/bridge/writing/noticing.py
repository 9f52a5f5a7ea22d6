"""What a person may have overlooked in the draft that is open, and whom of its addresses they never had mail with."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from osone.bridge.ports import Reads
from osone.host.later import later
from osone.model.drafts import Draft, Recipients

if TYPE_CHECKING:
    from osone.mail.writing import remarks
    from osone.queries import answering
else:
    # Once somebody writes.
    answering, remarks = later("osone.queries.answering"), later("osone.mail.writing.remarks")


class Noticing:
    """Quiet sentences about a draft; ``changed`` is called when there are others."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._reads: Reads | None = None
        self._draft = 0
        self._asked: set[str] = set()
        """Addresses, in lower case, of which the store was asked whether one ever had mail with them."""
        self._strangers: frozenset[str] = frozenset()
        """Those of them with whom one never had."""

    def begin(self, reads: Reads) -> None:
        """Give it its part."""
        self._reads = reads

    def follow(self, draft: int) -> None:
        """Another draft is open, or 0 for none."""
        self._draft, self._asked, self._strangers = draft, set(), frozenset()

    def meet(self, recipients: Recipients) -> None:
        """Ask the store whom of those that it is to one never had mail with."""
        number = self._draft
        named = {one.email.lower() for one in recipients.everyone if "@" in one.email} - self._asked

        def met(strangers: frozenset[str]) -> None:
            if number == self._draft and strangers:
                self._strangers |= strangers
                self._changed()

        if number and named and self._reads is not None:
            self._asked |= named
            self._reads.ask(lambda connection: answering.strangers(connection, named), met, later=True)

    def remarks(self, draft: Draft, *, files: bool) -> list[str]:
        """What is to be said of it; ``files`` says whether any comes along."""
        return remarks.remarks(draft, self._strangers, files=files)
