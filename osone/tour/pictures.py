"""``osone tour``: a picture of every screen, by day and by night, of a throw-away profile that behaves as any other."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtQuick import QQuickWindow

from osone.host import child, environment
from osone.tour import visit


def main(into: Path, scales: Sequence[int], only: Sequence[str] = (), size: tuple[int, int] | None = None) -> int:
    """Take all pictures, or ``only`` those of these names, and say where they are.

    ``size`` is the window's for scenes that have none of their own.

    Qt takes its size at the start and for good, so each further size is a child's.
    """
    visit.prepare()
    into.mkdir(parents=True, exist_ok=True)
    own = round(100 * float(environment.value(environment.QT_SCALE) or "1"))
    children = [_child(into, scale, only, size) for scale in dict.fromkeys(scales) if scale != own]
    taken = _take(into, own, only, size) if own in scales else []
    told = [child.wait() for child in children]
    if own in scales:
        print(f"{len(taken)} pictures at {own} % are in {into.resolve()}.", flush=True)
    return max(told, default=0)


def _child(into: Path, scale: int, only: Sequence[str], size: tuple[int, int] | None) -> subprocess.Popen[bytes]:
    words = ["tour", "--into", str(into), "--scale", str(scale), *(["--only", *only] if only else [])]
    words += ["--size", "x".join(map(str, size))] if size is not None else []
    around = {environment.QT_SCALE: f"{scale / 100:g}", environment.QT_SCALE_ROUNDING: "PassThrough"}
    return subprocess.Popen(child.command(*words), env=environment.with_more(around))


def _take(into: Path, scale: int, only: Sequence[str], size: tuple[int, int] | None) -> list[Path]:
    taken: list[Path] = []

    def shoot(shown: QQuickWindow, scene: str, mode: str) -> None:
        path = into / f"{scene}-{mode}-{scale}.png"
        if shown.grabWindow().save(str(path)):
            taken.append(path)
            print(f"  {path}", flush=True)

    visit.visit(shoot, scale, only, size=size)
    return taken
