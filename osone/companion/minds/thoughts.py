"""Takes what a model thinks to itself out of a streamed reply, tags and all."""

OPENER = "<think>"
CLOSER = "</think>"


class ThoughtFilter:
    """Feed it a reply in pieces; it gives back what is meant to be read.

    A block that opens the reply is dropped whole. A closing tag without its opener, which some templates leave
    behind, is dropped alone. A tag split over pieces is held back until it is clear what it is.
    """

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self._begun = False
        self._closed = False

    def feed(self, text: str) -> str:
        """The words of this piece that are meant to be read; may be empty."""
        self._held += text
        out = ""
        while self._held:
            if self._inside:
                before, tag, after = self._held.partition(CLOSER)
                if not tag:
                    self._held = self._held[-(len(CLOSER) - 1) :]
                    return out
                self._inside, self._closed, self._held = False, True, after.lstrip()
                continue
            if not self._begun:
                self._held = self._held.lstrip()
                if self._held.startswith(OPENER):
                    self._inside, self._held = True, self._held[len(OPENER) :]
                    continue
                if OPENER.startswith(self._held) or (not self._closed and CLOSER.startswith(self._held)):
                    return out
            if not self._closed and CLOSER in self._held:
                before, _, after = self._held.partition(CLOSER)
                self._closed, self._held = True, after if before or self._begun else after.lstrip()
                out += before
                self._begun = self._begun or bool(before)
                continue
            keep = 0 if self._closed else _tail(self._held)
            cut = len(self._held) - keep
            out += self._held[:cut]
            self._begun = self._begun or cut > 0
            self._held = self._held[cut:]
            return out
        return out

    def end(self) -> str:
        """What was still held back when the reply ended."""
        held, self._held = self._held, ""
        return "" if self._inside else held


def _tail(text: str) -> int:
    """How many characters at the end could be the beginning of a closing tag."""
    for size in range(min(len(text), len(CLOSER) - 1), 0, -1):
        if CLOSER.startswith(text[-size:]):
            return size
    return 0
