"""A web server over https with pages of the test's own, which remembers what it was asked."""

import ssl
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

import trustme


class WebServer:
    """Serves ``pages`` (path to body, or to a redirect's address as text) on ``https://localhost:PORT``.

    ``slow`` paths answer after a minute, which no test waits for. ``encoding`` is what every body is said to be packed
    in; it is sent as it is. ``asked`` holds each request: its line and headers.
    """

    def __init__(
        self,
        folder: Path,
        pages: Mapping[str, bytes | str],
        *,
        slow: tuple[str, ...] = (),
        authority: trustme.CA | None = None,
        tls: bool = True,
        encoding: str = "",
    ) -> None:
        self.pages, self.slow = dict(pages), slow
        self.asked: list[str] = []
        self.ended = threading.Event()
        authority = authority or trustme.CA()
        self.ca = folder / "web-ca.pem"
        authority.cert_pem.write_to_path(str(self.ca))
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(f"{self.requestline}\n{self.headers}")
                path = self.path
                if path in server.slow:
                    server.ended.wait(60)
                    return
                page = server.pages.get(path)
                self.send_response(404 if page is None else 302 if isinstance(page, str) else 200)
                if isinstance(page, str):
                    self.send_header("Location", page)
                body = page if isinstance(page, bytes) else b""
                self.send_header("Content-Length", str(len(body)))
                if encoding:
                    self.send_header("Content-Encoding", encoding)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self.url = f"{'https' if tls else 'http'}://localhost:{self.port}"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "WebServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()
