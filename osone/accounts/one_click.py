"""The one request that leaves a mailing list (RFC 8058, section 3.2): nothing about the person, and nobody followed."""

import asyncio
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from osone.accounts.server import trust
from osone.host.later import later
from osone.model.errors import CommandError, NetworkError
from osone.text.catalogue import _

if TYPE_CHECKING:
    import httpx
else:
    httpx = later("httpx")  # only where somebody leaves a list

PATIENCE_S = 20.0
LARGEST = 64 * 1024
"""Bytes of the answer that are read."""
NAME, VALUE = "List-Unsubscribe", "One-Click"


def body(boundary: str) -> bytes:
    """What is posted, as ``multipart/form-data``, which the RFC would have (RFC 7578)."""
    disposition = f'Content-Disposition: form-data; name="{NAME}"'
    return f"--{boundary}\r\n{disposition}\r\n\r\n{VALUE}\r\n--{boundary}--\r\n".encode("ascii")


def leave(url: str, place: str, ca: Path | None = None) -> None:
    """Ask the server of a list, which is shown as ``place``, to be taken off it.

    No cookie, no sign-in and no referrer goes along, and no redirect is followed. NetworkError where it could not be
    reached, CommandError where it did not say yes.
    """
    try:
        status = asyncio.run(_posted(url, ca))
    except TimeoutError:
        raise NetworkError(
            _("{host} did not answer in time.", host=place), remedy=_("Check your connection, then try again.")
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
        raise NetworkError(
            _("{host} can't be reached.", host=place), remedy=_("Check your connection, then try again.")
        ) from None
    if not 200 <= status < 300:
        raise CommandError(
            _("{host} didn't take you off its list ({status}).", host=place, status=status),
            remedy=_("Use the link in the message."),
        )


async def _posted(url: str, ca: Path | None) -> int:
    """The status; all of it takes so long at most, however little a server sends at a time."""
    if httpx.URL(url).scheme != "https":
        raise ValueError("a list is left over https alone")
    boundary = token_hex(16)
    headers = {
        "User-Agent": "OS One", "Accept": "*/*", "Accept-Encoding": "identity",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    }  # fmt: skip
    async with (
        asyncio.timeout(PATIENCE_S),
        httpx.AsyncClient(verify=trust(ca), timeout=PATIENCE_S, follow_redirects=False, trust_env=True) as line,
        line.stream("POST", url, content=body(boundary), headers=headers) as answer,
    ):
        # What it says is nobody's business, and only its beginning is taken.
        taken = 0
        async for piece in answer.aiter_raw():
            taken += len(piece)
            if taken > LARGEST:
                break
        return answer.status_code
