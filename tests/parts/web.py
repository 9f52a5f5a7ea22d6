"""A web server of this machine, over TLS, that answers as it is told and keeps what it was asked."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme


@dataclass
class Web:
    """The server."""

    port: int
    ca: Path
    status: int = 200
    location: str = ""
    """Where an answer sends whoever asked."""
    body: bytes = b"ok"
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    """Method, path, header fields in lower case, and body of each request."""


@contextmanager
def web(folder: Path, *names: str) -> Iterator[Web]:
    """The server, for these names, until left."""
    authority = trustme.CA()
    place = folder / "web-ca.pem"
    authority.cert_pem.write_to_path(str(place))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    made = Web(0, place)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            told = {name.lower(): value for name, value in self.headers.items()}
            made.asked.append((self.command, self.path, told, body))
            self.send_response(made.status)
            if made.location:
                self.send_header("Location", made.location)
            self.send_header("Set-Cookie", "who=mara")
            self.send_header("Content-Length", str(len(made.body)))
            self.end_headers()
            if self.command != "HEAD":
                try:
                    self.wfile.write(made.body)
                except OSError:
                    self.close_connection = True  # who asked has gone

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
