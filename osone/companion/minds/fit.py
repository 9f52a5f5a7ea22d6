"""Which models fit this machine: at most half its memory, or four fifths of its graphics memory."""

import platform
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psutil

from osone.text.catalogue import N_

GIB = 1024**3
RAM_SHARE = 0.5
VRAM_SHARE = 0.8
OVERHEAD = 0.15
"""What a model takes in memory beyond its file: the context's cache and working room, as a share of the file."""
OVERHEAD_LEAST = 300_000_000


@dataclass(frozen=True, slots=True)
class Machine:
    """The memory that a model may use, in bytes."""

    ram: int
    vram: int
    """Of the largest graphics card; 0 where there is none, or where it shares the main memory."""


@dataclass(frozen=True, slots=True)
class Recommended:
    """A model worth offering. All have templates that keep the prompt's head, so that talks stay quick."""

    name: str
    size: int
    """Bytes to fetch."""
    says: str
    """What it is good for, in a few words that ``_`` translates."""


RECOMMENDED = (
    Recommended("gemma4:e4b", 9_600_000_000, N_("Warmest to talk with, and uses every command well")),
    Recommended("gemma4:e2b", 7_200_000_000, N_("Warm, and reliable for its size")),
    Recommended("llama3.1:8b", 4_900_000_000, N_("Steady and well tested")),
    Recommended("qwen3:4b-instruct-2507-q4_K_M", 2_500_000_000, N_("Small, fast and careful with commands")),
    Recommended("llama3.2:3b", 2_000_000_000, N_("Small and friendly")),
    Recommended("llama3.2:1b", 1_300_000_000, N_("For little memory; better at talking than at work")),
)
"""Best first."""


def need(size: int) -> int:
    """Bytes of memory that a model of ``size`` bytes takes while it runs."""
    return size + max(int(size * OVERHEAD), OVERHEAD_LEAST)


def fits(size: int, machine: Machine) -> bool:
    """Whether a model of ``size`` bytes should run here and leave room for everything else."""
    return need(size) <= max(machine.ram * RAM_SHARE, machine.vram * VRAM_SHARE)


def recommended(machine: Machine) -> tuple[Recommended, ...]:
    """The models worth offering on this machine, best first; empty where only the starter mind fits."""
    return tuple(model for model in RECOMMENDED if fits(model.size, machine))


def expected_size(name: str) -> int:
    """The bytes to fetch of a model in our table, else 0."""
    return next((model.size for model in RECOMMENDED if model.name == name), 0)


def measure() -> Machine:
    """Read this machine. Asks ``nvidia-smi`` where there is one, so call it off the GUI thread."""
    return Machine(ram=psutil.virtual_memory().total, vram=max(_nvidia(), _amd()))


def _nvidia() -> int:
    program = shutil.which("nvidia-smi")
    if program is None:
        return 0
    ask = [program, "--query-gpu=memory.total", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(ask, capture_output=True, text=True, timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    return read_nvidia(told)


def read_nvidia(told: str) -> int:
    """The memory of the largest card in nvidia-smi's lines (MiB each), in bytes."""
    return max((int(line) * 1024**2 for line in told.split() if line.isdigit()), default=0)


def _amd() -> int:
    if platform.system() != "Linux":
        return 0
    sizes = [0]
    for path in Path("/sys/class/drm").glob("card*/device/mem_info_vram_total"):
        try:
            size = int(path.read_text())
        except (OSError, ValueError):
            continue
        # A graphics core inside the processor borrows a little of the main memory; that is no card.
        sizes.append(size if size >= 3 * GIB else 0)
    return max(sizes)
