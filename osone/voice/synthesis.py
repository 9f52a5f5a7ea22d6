"""Text to samples, with Kokoro or Piper. Lives in the voice's own process: espeak-ng beneath both is GPL.

Errors are marked for the catalogue and translated by who asked (``line``), who knows the person's language.
"""

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from osone.host import parts
from osone.model.errors import VoiceError
from osone.text.catalogue import N_

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples: TypeAlias = NDArray[np.float32]

SEED = 1
FETCH = N_("Run “make run” to download it, or choose another voice.")


class Interruptible:
    """An ONNX session whose run can be ended from another thread, for the libraries that do not pass that on."""

    def __init__(self, model: Path) -> None:
        import onnxruntime  # heavy: only when a model is loaded

        # Both models add a breath of noise; seeded, the same words sound the same.
        onnxruntime.set_seed(SEED)
        options = onnxruntime.SessionOptions()
        # Threads that wait in a loop would take the core that draws the window.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self.session: Any = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self.options: Any = None

    def run(self, names: Any, feed: Any, options: Any = None) -> Any:
        """As the session's own, under the options of the work at hand."""
        return self.session.run(names, feed, self.options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.session, name)


def _have(part: str, package: str, unfetched: str, uninstalled: str) -> None:
    """Raise VoiceError, with the one sentence or the other, where a part's files or its package are missing."""
    if not parts.here(part):
        raise VoiceError(unfetched, remedy=FETCH)
    if importlib.util.find_spec(package) is None:
        raise VoiceError(uninstalled, remedy=FETCH)


def _path(name: str) -> Path:
    found = parts.find(name)
    assert found is not None, name
    return found


class Kokoro:
    """The Kokoro model with its voices, any two of which mix."""

    def __init__(self) -> None:
        _have(
            "kokoro",
            "kokoro_onnx",
            N_("The voice Kokoro hasn't been downloaded yet."),
            N_("The voice Kokoro isn't installed."),
        )
        from kokoro_onnx import Kokoro as Model  # heavy, and brings espeak-ng: only here

        self.session = Interruptible(_path(parts.KOKORO_MODEL))
        self.model: Any = Model.from_session(self.session, str(_path(parts.KOKORO_VOICES)))

    def samples(self, text: str, voice: dict[str, Any]) -> "tuple[Samples, int]":
        """The sound of one piece and its rate; ``voice`` has first, second and share of a mix."""
        first, second, share = voice["first"], voice["second"], min(1.0, max(0.0, float(voice["share"])))
        known = self.model.voices
        for name in (first, second):
            if name not in known:
                raise VoiceError(N_("This voice is no longer available."), remedy=N_("Choose another voice."))
        style = known[first] * (1 - share) + known[second] * share
        language = "en-gb" if (second if share > 0.5 else first).startswith("b") else "en-us"
        samples, rate = self.model.create(text, style.astype("float32"), lang=language)
        return samples.astype("float32"), int(rate)


class Piper:
    """The quick voice, for machines where Kokoro falls behind."""

    def __init__(self) -> None:
        _have(
            "piper",
            "piper",
            N_("The voice Piper hasn't been downloaded yet."),
            N_("The voice Piper isn't installed."),
        )
        model = _path(parts.PIPER_MODEL)
        import json

        from piper import PiperVoice  # heavy, and GPL: only here
        from piper.config import PiperConfig

        self.session = Interruptible(model)
        config = PiperConfig.from_dict(json.loads(model.with_name(f"{model.name}.json").read_text(encoding="utf-8")))
        self.model: Any = PiperVoice(session=self.session, config=config)

    def samples(self, text: str, voice: dict[str, Any]) -> "tuple[Samples, int]":
        """The sound of one piece and its rate."""
        import numpy as np

        chunks = list(self.model.synthesize(text))
        if not chunks:
            raise ValueError("nothing to say")
        return np.concatenate([chunk.audio_float_array for chunk in chunks]), int(chunks[0].sample_rate)


class Ears:
    """Whisper tiny.en, which writes down what was said in English."""

    def __init__(self) -> None:
        _have(
            "ears",
            "faster_whisper",
            N_("Speech recognition hasn't been downloaded yet."),
            N_("Speech recognition isn't installed."),
        )
        from faster_whisper import WhisperModel  # heavy: only where something is to be heard

        self.model: Any = WhisperModel(
            str(_path(f"{parts.EARS}/model.bin").parent),
            device="cpu",
            compute_type="int8",
            cpu_threads=min(4, os.cpu_count() or 1),
            local_files_only=True,
        )

    def transcribe(self, wav: Path) -> str:
        """What is said in a WAV file."""
        segments, _info = self.model.transcribe(str(wav), language="en", beam_size=1, condition_on_previous_text=False)
        return " ".join(segment.text.strip() for segment in segments)
