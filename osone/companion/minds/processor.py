"""Whether this processor can run the starter mind: its library is built with AVX2 and would die without."""

import ctypes
import platform
import sys
from pathlib import Path

from osone.text.catalogue import N_, _

PF_AVX2_INSTRUCTIONS_AVAILABLE = 40
"""Of IsProcessorFeaturePresent, in the Windows API."""


def lacks() -> str:
    """One sentence where this processor cannot run it, empty where it can."""
    machine = platform.machine().lower()
    if machine in ("arm64", "aarch64"):
        return ""
    if machine not in ("x86_64", "amd64"):
        return _("The built-in model doesn't run on this kind of processor ({machine}).", machine=machine)
    if sys.platform == "linux":
        try:
            known = Path("/proc/cpuinfo").read_text()
        except OSError:
            return ""
        return "" if has_avx2(known) else _(SENTENCE)
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        return "" if kernel.IsProcessorFeaturePresent(PF_AVX2_INSTRUCTIONS_AVAILABLE) else _(SENTENCE)
    return _("The built-in model doesn't run on Intel Macs.") if sys.platform == "darwin" else ""


SENTENCE = N_("The built-in model needs a processor with AVX2, as most since 2013 have.")


def has_avx2(cpuinfo: str) -> bool:
    """Whether the flags in ``/proc/cpuinfo`` name AVX2."""
    return any(" avx2" in line for line in cpuinfo.splitlines() if line.startswith("flags"))
