"""Writes ``bridge.qmltypes`` beside each QML module: the types that Python gives to QML, read from the live classes."""

import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import PySide6
from PySide6.QtCore import QByteArray, QMetaMethod, QMetaObject, QObject

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(PySide6.__file__).parent
FOREIGN = ("core", "gui", "qml", "qmlmodels", "quick")


def text(value: QByteArray | bytes | bytearray | memoryview | str) -> str:
    """A Qt name as text."""
    if isinstance(value, str):
        return value
    return bytes(value.data() if isinstance(value, QByteArray) else value).decode()


def qml_classes() -> dict[str, list[type[QObject]]]:
    """The classes of ``osone.bridge`` that QML can see, by module URI."""
    import osone.bridge as bridge

    found: dict[str, list[type[QObject]]] = defaultdict(list)
    for info in pkgutil.walk_packages(bridge.__path__, "osone.bridge."):
        module = importlib.import_module(info.name)
        uri = getattr(module, "QML_IMPORT_NAME", "")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, QObject) and value.__module__ == module.__name__ and uri:
                found[uri].append(value)
    return found


def described(kind: type[QObject]) -> dict[str, object]:
    """One class as ``moc`` would describe it."""
    meta: QMetaObject = vars(kind)["staticMetaObject"]
    properties = []
    for n in range(meta.propertyOffset(), meta.propertyCount()):
        p = meta.property(n)
        entry: dict[str, object] = {
            "name": p.name(), "type": p.typeName(), "index": n - meta.propertyOffset(), "designable": True,
            "read": p.name(), "constant": p.isConstant(), "final": False, "required": False, "scriptable": True,
            "stored": True, "user": False,
        }  # fmt: skip
        if p.isWritable():
            entry["write"] = f"set_{text(p.name())}"
        if p.hasNotifySignal():
            entry["notify"] = text(p.notifySignal().name())
        properties.append(entry)
    methods: dict[str, list[dict[str, object]]] = {"signals": [], "slots": []}
    for n in range(meta.methodOffset(), meta.methodCount()):
        m = meta.method(n)
        names = [text(name) for name in m.parameterNames()]
        arguments = [{"type": text(t), "name": names[i] or f"a{i}"} for i, t in enumerate(m.parameterTypes())]
        place = "signals" if m.methodType() == QMetaMethod.MethodType.Signal else "slots"
        methods[place].append({
            "name": text(m.name()), "access": "public", "arguments": arguments, "returnType": m.typeName() or "void",
        })  # fmt: skip
    parent = meta.superClass()
    # The live class does not tell how it was registered; its decorators do.
    decorators = inspect.getsource(kind).partition("\nclass ")[0] if inspect.getsource(kind).startswith("@") else ""
    infos = [{"name": "QML.Element", "value": "auto" if re.search("@Qml(Element|Page)", decorators) else "anonymous"}]
    if re.search("@Qml(Singleton|Page)", decorators):
        infos.append({"name": "QML.Singleton", "value": "true"})
    return {
        "className": kind.__name__, "qualifiedClassName": kind.__name__, "object": True, "classInfos": infos,
        "properties": properties, **methods,
        "superClasses": [{"access": "public", "name": parent.className()}] if parent else [],
    }  # fmt: skip


def write(uri: str, classes: list[type[QObject]], folder: Path) -> None:
    """Write one module's types."""
    foreign = SITE / "Qt" / "metatypes"
    others = ",".join(str(f) for name in FOREIGN for f in sorted(foreign.glob(f"qt6{name}_*metatypes.json")))
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "types.json"
        source.write_text(json.dumps([{"classes": [described(c) for c in classes], "inputFile": f"{uri}.h"}]))
        subprocess.run(
            [Path(sys.executable).parent / "pyside6-qmltyperegistrar",
             "--generate-qmltypes", folder / "bridge.qmltypes",
             "--import-name", uri, "--major-version", "1", "--minor-version", "0", "--foreign-types", others,
             "-o", Path(scratch) / "unused.cpp", source],
            check=True,
        )  # fmt: skip


def main() -> int:
    """Write the types of every module."""
    sys.path.insert(0, str(ROOT))
    bases: list[type[QObject]] = []
    for uri, classes in sorted(qml_classes().items()):
        folder = ROOT / "ui" / Path(*uri.split("."))
        if not folder.is_dir():
            continue
        bases = []
        for kind in classes:
            for base in kind.__mro__[1:]:
                if base.__module__.startswith("osone.") and base not in classes and base not in bases:
                    bases.append(base)
        write(uri, [*classes, *bases], folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
