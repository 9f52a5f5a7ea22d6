"""Whether this processor can run the starter mind: its library is built with AVX2 and would die without."""

import ctypes
import platform
import sys
from pathlib import Path

PF_AVX2_INSTRUCTIONS_AVAILABLE = 40
"""Of IsProcessorFeaturePresent, in the Windows API."""


def lacks() -> str:
    """One sentence where this processor cannot run it, empty where it can."""
    machine = platform.machine().lower()
    if machine in ("arm64", "aarch64"):
        return ""
    if machine not in ("x86_64", "amd64"):
        return f"The starter mind does not run on this kind of processor ({machine})."
    if sys.platform == "linux":
        try:
            known = Path("/proc/cpuinfo").read_text()
        except OSError:
            return ""
        return "" if has_avx2(known) else SENTENCE
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        return "" if kernel.IsProcessorFeaturePresent(PF_AVX2_INSTRUCTIONS_AVAILABLE) else SENTENCE
    return "The starter mind does not run on Intel Macs." if sys.platform == "darwin" else ""


SENTENCE = "The starter mind needs a processor with AVX2 (most since 2013), and this one has none."


def has_avx2(cpuinfo: str) -> bool:
    """Whether the flags in ``/proc/cpuinfo`` name AVX2."""
    return any(" avx2" in line for line in cpuinfo.splitlines() if line.startswith("flags"))
