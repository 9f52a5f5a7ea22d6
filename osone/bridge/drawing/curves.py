"""The geometry of the presence: the ring in its moods, and the boot line that closes into it.

All coordinates are in a square from -1 to 1; y points down. Pure arithmetic, so that it can be reasoned about.
"""

from math import cos, pi, sin
from typing import NamedTuple

TURN = 2 * pi
REST = 0.74
"""Radius of the ring at rest, leaving room to swell."""
LOBES = 3
STILL_WAVE = 0.034


class Point(NamedTuple):
    """A place on the line, with how near it is (0 far, 1 near)."""

    x: float
    y: float
    near: float = 1.0


def still_radius(angle: float, lean: float = 0.0) -> float:
    """The ring's own shape: a circle drawn by hand, faintly three-cornered."""
    return REST * (1 + STILL_WAVE * cos(LOBES * angle + pi / 2 + lean) + 0.012 * sin(2 * angle + 0.6 + lean))


def ring(mood: str, phase: float, level: float, lean: float = 0.0, steps: int = 120) -> list[Point]:
    """One closed line. ``phase`` (radians) moves it on, ``level`` 0 to 1 is the voice, ``lean`` sets a second line off.

    Moods: ``still``, ``listening`` (breathes), ``thinking`` (turns slowly), ``speaking`` (swells with the voice).
    """
    level = min(1.0, max(0.0, level))
    points: list[Point] = []
    for step in range(steps):
        angle = TURN * step / steps
        if mood == "speaking":
            wave = (0.03 + 0.10 * level) * cos(5 * angle + phase + lean) + 0.04 * level * cos(3 * angle - phase)
            radius = REST * (1 + wave + 0.06 * level)
        elif mood == "listening":
            radius = still_radius(angle, lean + phase / 2) * (1 + 0.055 * sin(phase))
        elif mood == "thinking":
            radius = still_radius(angle, lean + phase)
        else:
            radius = still_radius(angle, lean)
        points.append(Point(radius * cos(angle), radius * sin(angle)))
    return points


def thinking_span(phase: float) -> tuple[float, float]:
    """Where the pen is while it thinks: start and length of the drawn part, as shares of the ring."""
    return (phase / TURN) % 1.0, 0.55 + 0.30 * sin(phase)


def ease(share: float) -> float:
    """From 0 to 1 with a soft start and a soft landing."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def boot(progress: float, turn: float, steps: int = 160) -> list[Point]:
    """The boot line: at 0 a long twisted line turning in space, at 1 exactly the ring at rest.

    The line is bent with an even curvature that grows until its two ends meet, while its twist dies away.
    """
    bend = ease(progress)
    loose = 1 - bend
    span = TURN * max(bend, 1e-3)
    length = TURN * REST * (0.30 + 0.70 * bend)
    radius = length / span
    height = 0.30 * loose
    # Half way the bow is wider than the square: it is drawn from a little further off.
    far = 1 / (1 + 1.52 * bend * loose)
    yaw = turn * loose + 0.35 * sin(turn) * loose
    pitch = 0.42 * loose * sin(0.7 * turn + 0.5)
    centre = radius * sin(span / 2) / (span / 2)
    points: list[Point] = []
    for step in range(steps + 1):
        share = step / steps
        angle = -pi / 2 + span * (share - 0.5)
        wave = TURN * 1.5 * share + turn
        hand = (still_radius(angle) / REST - 1) * bend
        reach = radius * (1 + hand) + height * sin(wave)
        x = reach * cos(angle)
        y = reach * sin(angle) + centre
        z = height * cos(wave)
        x, z = x * cos(yaw) - z * sin(yaw), x * sin(yaw) + z * cos(yaw)
        y, z = y * cos(pitch) - z * sin(pitch), y * sin(pitch) + z * cos(pitch)
        view = far / (1 - 0.22 * z)
        points.append(Point(x * view, y * view, min(1.0, max(0.0, 0.5 + 0.6 * z)) * loose + bend))
    return points
