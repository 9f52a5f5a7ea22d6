"""The progress of a download, told truly: one share that only grows, though the server counts each layer by itself."""

from dataclasses import dataclass

from osone.companion.minds import errors
from osone.model.errors import MindError
from osone.text.catalogue import _

NETWORK_SIGNS = ("dial tcp", "no such host", "lookup ", "timeout", "connection refused", "tls", "eof")


@dataclass(frozen=True, slots=True)
class Pulling:
    """Where a download is."""

    share: float
    """0 to 1, never less than before; 1 only when the model is whole and checked."""
    done: int
    """Bytes that are here."""
    total: int
    """Bytes in all, as far as is known; 0 while it is not."""
    says: str
    """What is going on, in plain words."""
    finished: bool = False


@dataclass(frozen=True, slots=True)
class PullProgress:
    """What one line of the server meant."""

    grew: bool
    """Something new happened: more bytes, or another step."""
    checking: bool
    """The bytes are here and are being read over; that takes its time in silence."""
    step: Pulling | None


class Tally:
    """Adds up the layers. Layers are announced one after the other, so the total grows; the share never shrinks."""

    def __init__(self, expected: int = 0) -> None:
        self._expected = expected
        self._layers: dict[str, tuple[int, int]] = {}
        self._share = 0.0
        self._status = ""
        self._told: Pulling | None = None

    @property
    def done(self) -> int:
        """Bytes that are here."""
        return sum(done for done, _total in self._layers.values())

    @property
    def total(self) -> int:
        """Bytes in all: what we expect, or what was announced where that is more."""
        return max(self._expected, sum(total for _done, total in self._layers.values()))

    def take(self, status: str, digest: str, total: int, completed: int) -> PullProgress:
        """Count one line of the server."""
        grew = status != self._status
        self._status = status
        if digest and total:
            before = self._layers.get(digest, (0, total))[0]
            # A part that is fetched again counts down first; bytes once here are not taken off the bar.
            now = max(before, min(completed, total))
            grew = grew or now > before or digest not in self._layers
            self._layers[digest] = (now, max(now, total))
        if status == "success":
            told = Pulling(1.0, max(self.done, 1), max(self.done, 1), _("Ready"), finished=True)
            return PullProgress(True, False, told)
        checking = status.startswith(("verifying", "writing", "removing"))
        if self.total:
            self._share = max(self._share, min(self.done / self.total, 0.99))
        if checking:
            says = _("Checking the download")
        else:
            says = _("Downloading") if self._layers else _("Contacting the library")
        step = Pulling(self._share, self.done, self.total, says)
        changed = step != self._told
        self._told = step
        return PullProgress(grew, checking, step if changed else None)

    def again(self) -> Pulling:
        """The step that says that the download is being asked for once more."""
        self._status = ""
        return Pulling(self._share, self.done, self.total, _("Stalled, trying again"))


def pull_fault(error: str, model: str) -> MindError:
    """What the server said of a download that it could not go on with, as one of ours."""
    low = error.lower()
    if "file does not exist" in low or "not found" in low or "invalid model name" in low:
        return errors.unknown_to_library(model)
    if "no space left" in low:
        return errors.MindRefusedError(
            _("There isn't enough disk space for {model}.", model=model),
            remedy=_("Free up some space, or choose a smaller model."),
            command=errors.CHOOSE,
        )
    if any(sign in low for sign in NETWORK_SIGNS):
        return errors.MindRefusedError(
            _("Ollama couldn't reach its library to download {model}.", model=model),
            remedy=_("Check your network, then download it again. It resumes where it stopped."),
            command=errors.PULL,
        )
    return errors.refused("Ollama", error)
