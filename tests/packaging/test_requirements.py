"""The locks: what is asked for is pinned, with hashes, without an address, and nowhere differently."""

import re
import tomllib
from pathlib import Path

import lock
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"


def asked(name: str) -> dict[str, Requirement]:
    """What an .in file asks for, by name."""
    lines = (REQUIREMENTS / f"{name}.in").read_text().splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]
    return {canonicalize_name(one.name): one for one in wanted}


def pinned(name: str) -> list[Requirement]:
    return [Requirement(pin) for pin in lock.pins((REQUIREMENTS / f"{name}.lock").read_text())]


def project(extra: str | None) -> list[str]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return list(table["optional-dependencies"][extra] if extra else table["dependencies"])


@pytest.mark.parametrize("name", lock.NAMES)
def test_everything_asked_for_is_pinned_as_asked(name: str) -> None:
    pins = pinned(name)
    for package, wanted in asked(name).items():
        versions = [next(iter(pin.specifier)).version for pin in pins if canonicalize_name(pin.name) == package]
        assert versions, package
        assert all(wanted.specifier.contains(version) for version in versions), package


@pytest.mark.parametrize("name", lock.NAMES)
def test_every_pin_has_hashes_and_no_address_is_told(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.lock").read_text()
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(lock.pins(text))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "--index-url" not in text


def test_no_two_locks_pin_a_package_differently() -> None:
    # One lock is installed over another: where they differed, each would undo the other.
    versions: dict[str, set[str]] = {}
    for name in lock.NAMES:
        for pin in pinned(name):
            versions.setdefault(f"{canonicalize_name(pin.name)} {pin.marker}", set()).add(str(pin.specifier))
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize(("name", "extra"), [("core", None), ("voice", "voice"), ("mind", "mind")])
def test_the_wheel_asks_for_what_the_locks_hold(name: str, extra: str | None) -> None:
    wheel = {canonicalize_name(one.name): one for one in map(Requirement, project(extra))}
    assert {package: (str(one.specifier), str(one.marker)) for package, one in wheel.items()} == {
        package: (str(one.specifier), str(one.marker)) for package, one in asked(name).items()
    }


def test_the_build_back_end_is_pinned_too() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert wanted == [str(pin) for pin in pinned("dev") if pin.name == "hatchling"]
