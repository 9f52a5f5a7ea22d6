"""Where the weights lie: the one answer to "which folder has this part?"."""

import os
import sys
from pathlib import Path

import platformdirs

KOKORO_MODEL = "kokoro/kokoro.int8.onnx"
KOKORO_VOICES = "kokoro/voices.npz"
PIPER_MODEL = "piper/en_US-joe-medium.onnx"
EARS = "ears/tiny.en"
NEEDS = {
    "kokoro": (KOKORO_MODEL, KOKORO_VOICES),
    "piper": (PIPER_MODEL, f"{PIPER_MODEL}.json"),
    "ears": tuple(f"{EARS}/{name}" for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")),
    "mind": ("mind/SmolLM2-135M-Instruct.Q4_1.gguf",),
}
"""The files that each part is made of."""


def folders() -> list[Path]:
    """Every folder that may hold parts, first that which rules: told, frozen, installed, this tree, the person's."""
    found = []
    if told := os.environ.get("OSONE_PARTS"):
        found.append(Path(told))
    if frozen := getattr(sys, "_MEIPASS", None):
        found.append(Path(frozen) / "parts")
    package = Path(__file__).resolve().parent.parent
    found.append(package / "_data" / "parts")
    found.append(package.parent / ".build" / "parts")
    found.append(Path(platformdirs.user_data_dir("osone", appauthor=False)) / "parts")
    return found


def find(name: str) -> Path | None:
    """The file or folder of that name in the first folder that has it."""
    return next((folder / name for folder in folders() if (folder / name).exists()), None)


def here(part: str) -> bool:
    """Whether every file of a part (``kokoro``, ``piper``, ``ears``, ``mind``) is on this machine."""
    return all(find(name) is not None for name in NEEDS[part])
