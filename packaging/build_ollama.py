"""Build the Ollama server that the tests talk to, with Go, into ``.build/ollama/bin/ollama``.

``make ollama`` runs this. It is quick the second time: a binary of the pinned version is left as it is. Without Go, a C
compiler or the two header packages it says so in one sentence and ends with status 3, so that a caller can go on
without the server.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import libraries

VERSION = "v0.17.4"
MODULE = "github.com/ollama/ollama"
MALGO = "github.com/gen2brain/malgo@v0.11.24"
HEADERS = {
    "libstb-dev": Path("/usr/include/stb/stb_image.h"),
    "nlohmann-json3-dev": Path("/usr/include/nlohmann/json.hpp"),
}
"""The module proxy leaves out folders named ``vendor``, so these come from the system, and miniaudio from malgo."""

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".build" / "ollama"
BINARY = HOME / "bin" / "ollama"
CANNOT = 3


class CannotBuildError(Exception):
    """This machine lacks something; the text says what and the one line that brings it."""


def is_built() -> bool:
    """Whether the pinned version is there and runs."""
    if not BINARY.exists():
        return False
    # Without a server it answers with a warning and still tells its own version; status is 0 either way.
    told = subprocess.run([BINARY, "--version"], capture_output=True, text=True, check=False, timeout=30)
    return VERSION.removeprefix("v") in told.stdout + told.stderr


def bring_headers() -> None:
    """Install the header packages that are missing, where root or a password-less sudo lets us."""
    missing = [name for name, path in HEADERS.items() if not path.exists()]
    if not missing:
        return
    try:
        libraries.bring(tuple(missing), "Building Ollama")
    except libraries.MissingError as error:
        raise CannotBuildError(str(error)) from error
    if still := [name for name, path in HEADERS.items() if not path.exists()]:
        raise CannotBuildError(f"Ollama needs the headers of {' and '.join(still)}. Please install them.")


def bring_miniaudio(go: str) -> Path:
    """Lay ``miniaudio/miniaudio.h`` into a folder of our own and give that folder."""
    told = subprocess.run(
        [go, "mod", "download", "-json", MALGO], capture_output=True, text=True, check=False, cwd=HOME
    )
    if told.returncode:
        raise CannotBuildError(f"Go could not fetch {MALGO}: {told.stderr.strip() or told.stdout.strip()}")
    source = Path(str(json.loads(told.stdout)["Dir"])) / "miniaudio.h"
    include = HOME / "include"
    (include / "miniaudio").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, include / "miniaudio" / "miniaudio.h")
    return include


def processor_flags() -> str:
    """Flags for the C and C++ compilers: the wide instructions where this processor has them all."""
    try:
        known = Path("/proc/cpuinfo").read_text()
    except OSError:
        known = ""
    wide = all(f" {flag} " in known.replace("\n", " ") for flag in ("avx2", "fma", "f16c"))
    return "-O3 -mavx2 -mfma -mf16c -w" if wide else "-O3 -w"


def build() -> None:
    """Compile the server. About four minutes on two cores."""
    go = shutil.which("go")
    if go is None:
        raise CannotBuildError(
            "Ollama is built with Go (1.24 or newer), which is not on the PATH. The tests run without it."
        )
    if not (shutil.which("gcc") or shutil.which("cc")) or not (shutil.which("g++") or shutil.which("c++")):
        raise CannotBuildError("Building Ollama needs a C and a C++ compiler, which are not on the PATH.")
    HOME.mkdir(parents=True, exist_ok=True)
    bring_headers()
    include = bring_miniaudio(go)
    flags = processor_flags()
    environment = os.environ | {
        "GOBIN": str(BINARY.parent),
        "CGO_ENABLED": "1",
        "CGO_CPPFLAGS": f"-I{include}",
        "CGO_CFLAGS": flags,
        "CGO_CXXFLAGS": flags,
    }
    stamp = f"-X={MODULE}/version.Version={VERSION.removeprefix('v')}"
    print(f"Building Ollama {VERSION}; on two cores this takes about four minutes …", flush=True)
    begun = time.monotonic()
    run = [go, "install", f"-ldflags=-s -w {stamp}", f"{MODULE}@{VERSION}"]
    if subprocess.run(run, check=False, env=environment, cwd=HOME).returncode:
        raise CannotBuildError("Ollama did not compile; the lines above say why. The tests run without it.")
    print(f"Built in {time.monotonic() - begun:.0f} s.", flush=True)


def main() -> int:
    """Build it if need be; 0 when the server is there, 3 when this machine cannot build it."""
    if not is_built():
        if hasattr(os, "nice"):
            os.nice(10)
        try:
            build()
        except CannotBuildError as error:
            print(error, file=sys.stderr)
            return CANNOT
    print(f"Ollama {VERSION}: {BINARY.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
