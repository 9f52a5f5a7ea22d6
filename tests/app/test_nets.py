"""The nets themselves: what fails in a slot, a getter, a thread or a binding fails its test."""

import threading

from PySide6.QtCore import QObject, Signal, qWarning


class Bell(QObject):
    rung = Signal()


def test_an_exception_in_a_slot_is_caught(nets: list[str]) -> None:
    def fall() -> None:
        raise ValueError("in a slot")

    bell = Bell()
    bell.rung.connect(fall)
    bell.rung.emit()
    assert "in a slot" in nets.pop()
    assert not nets


def test_an_exception_in_a_thread_is_caught(nets: list[str]) -> None:
    def fall() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    assert "in a thread" in nets.pop()
    assert not nets


def test_what_qt_warns_of_is_caught(nets: list[str]) -> None:
    qWarning("a binding broke")
    assert nets.pop() == "Qt: a binding broke"
    assert not nets
