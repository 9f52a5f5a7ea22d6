"""Lay the packaged program into a Debian package: /opt/osone, a command, a desktop file, an icon, an AppStream page."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import libraries
import smoke

HERE = Path(__file__).resolve().parent
CONTROL = """\
Package: osone
Version: {version}
Architecture: {architecture}
Maintainer: The OS One authors <osone@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager, speech-dispatcher
Section: mail
Priority: optional
Description: companion that keeps your mail, calendar and tasks in order
 OS One meets you, takes a voice and a name, and keeps your mail, calendar and
 tasks in order on your own machine. Its mind runs here, its secrets sit in the
 system's keyring, and it talks only to the servers that you name.
"""


def renamed(name: str) -> str:
    """Give a library as a Depends wants it: libglib2.0-0 has had a second name since Debian 13 and Ubuntu 24.04."""
    return "libglib2.0-0 | libglib2.0-0t64" if name == "libglib2.0-0" else name


def control(architecture: str, kilobytes: int) -> str:
    """Give the package's own description of itself."""
    needs = dict.fromkeys(
        (
            *("libc6 (>= 2.34)", *libraries.TRUST, *libraries.WINDOWLESS, *libraries.WINDOW, *libraries.CHILDREN),
            *libraries.LETTERS,
        )
    )
    depends = ", ".join(renamed(name) for name in needs)
    version = smoke.version()
    return CONTROL.format(version=version, architecture=architecture, kilobytes=kilobytes, depends=depends)


def lay(folder: Path, tree: Path) -> None:
    """Put every file where Debian's rules and freedesktop's say."""
    shutil.copytree(folder, tree / "opt" / "osone", symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "osone").symlink_to("/opt/osone/osone")
    places = {
        "org.osone.OSOne.desktop": "usr/share/applications",
        "org.osone.OSOne.metainfo.xml": "usr/share/metainfo",
        "org.osone.OSOne.svg": "usr/share/icons/hicolor/scalable/apps",
    }
    for name, place in places.items():
        (tree / place).mkdir(parents=True)
        shutil.copyfile(HERE / "linux" / name, tree / place / name)
    documents = tree / "usr" / "share" / "doc" / "osone"
    documents.mkdir(parents=True)
    shutil.copyfile(folder / "THIRD-PARTY.txt", documents / "THIRD-PARTY.txt")
    shutil.copyfile(HERE.parent / "LICENSE", documents / "copyright")


def build(folder: Path, into: Path) -> Path:
    """Build the package of a frozen program; give its path."""
    asked = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    architecture = asked.stdout.strip()
    with tempfile.TemporaryDirectory(prefix="deb-", dir=into) as name:
        tree = Path(name)
        tree.chmod(0o755)
        lay(folder, tree)
        kilobytes = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "control").write_text(control(architecture, kilobytes), encoding="utf-8")
        package = into / f"osone_{smoke.version()}_{architecture}.deb"
        # Level 3 of zstd: most of a gigabyte is weights, which do not shrink however long one presses.
        pressed = ["-Zzstd", "-z3"]
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", *pressed, "--build", str(tree), str(package)],
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return package


if __name__ == "__main__":
    print(build(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
