"""The parts that are fetched and not kept with the code: what their files are called, and which folder has them."""

from pathlib import Path

from osone.host import environment, paths

KOKORO_MODEL = "kokoro/kokoro.int8.onnx"
KOKORO_VOICES = "kokoro/voices.npz"
PIPER_MODEL = "piper/en_US-joe-medium.onnx"
EARS = "ears/tiny.en"
MIND = "mind/SmolLM2-135M-Instruct.Q4_1.gguf"
NEEDS = {
    "kokoro": (KOKORO_MODEL, KOKORO_VOICES),
    "piper": (PIPER_MODEL, f"{PIPER_MODEL}.json"),
    "ears": tuple(f"{EARS}/{name}" for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")),
    "mind": (MIND,),
}
"""The files that each part is made of, below a folder of parts."""


def folders() -> list[Path]:
    """Every folder that may hold parts, that which rules first: told, packed, of this tree, the person's."""
    told = environment.value(environment.PARTS)
    found = [Path(told)] if told else []
    found += [paths.PACKAGE / "_data" / "parts", paths.ROOT / ".build" / "parts"]
    # A profile of one's own may hold parts of its own; those in the usual place serve every profile.
    found += [paths.profile() / "parts", paths.own_data() / "parts"]
    return list(dict.fromkeys(found))


def find(name: str) -> Path | None:
    """The file or folder of that name in the first folder that has it."""
    return next((folder / name for folder in folders() if (folder / name).exists()), None)


def here(part: str) -> bool:
    """Whether every file of a part (``kokoro``, ``piper``, ``ears``, ``mind``) is on this machine."""
    return all(find(name) is not None for name in NEEDS[part])
