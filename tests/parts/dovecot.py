"""A private Dovecot: a real IMAP server of our own for one test, with its own certificate, users and Maildirs."""

import getpass
import imaplib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import psutil
import trustme

HOST = "127.0.0.1"
NOBODY = 65534
"""Dovecot refuses to open mail as user 0, so under root the mail belongs to nobody."""
EVERYTHING = (
    "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT SORT=DISPLAY THREAD=REFERENCES THREAD=REFS "
    "THREAD=ORDEREDSUBJECT MULTIAPPEND URL-PARTIAL CATENATE UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED "
    "I18NLEVEL=1 CONDSTORE QRESYNC ESEARCH ESORT SEARCHRES WITHIN CONTEXT=SEARCH LIST-STATUS BINARY MOVE SNIPPET=FUZZY "
    "PREVIEW=FUZZY PREVIEW STATUS=SIZE SAVEDATE LITERAL+ NOTIFY SPECIAL-USE"
)
"""What Dovecot 2.3 says it can do, once logged in."""


def found() -> bool:
    """Whether there is a Dovecot on this machine."""
    return _program("dovecot") is not None


def without(*names: str) -> str:
    """The capabilities without these, for ``Dovecot(capabilities=…)``: ``without("MOVE", "CONDSTORE", "QRESYNC")``."""
    return " ".join(name for name in EVERYTHING.split() if name not in names)


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody uses now."""
    with socket.socket() as spare:
        spare.bind((HOST, 0))
        return int(spare.getsockname()[1])


class Dovecot:
    """A running server. ``users`` are names with their passwords; everything lies in ``folder``.

    Without a ``folder`` it makes one that it removes at the end: best under root, since mail is then read as nobody and
    every parent must let nobody through. ``capabilities`` replaces what the server says it can do (``without``).
    ``tls`` is Dovecot's ``ssl`` setting: "required" (as a good server has it), "yes", or "no": then there is no TLS
    port and no STARTTLS, as with the proxy in front. From 127.0.0.1 a plain login always succeeds: tests of "no
    password before TLS" come from ``("127.0.0.2", 0)``.
    """

    def __init__(
        self,
        folder: Path | None = None,
        users: Mapping[str, str] | None = None,
        *,
        capabilities: str | None = None,
        tls: str = "required",
        extra: str = "",
        authority: trustme.CA | None = None,
    ) -> None:
        self._own = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="osone-dovecot-"))
        self.users = dict(users or {"amy": "correct horse"})
        self.host = HOST
        self.port, self.starttls_port, self.plain_port = free_port(), free_port(), free_port()
        """Implicit TLS; STARTTLS; and one more plain one, for a proxy to stand before (same service)."""
        self._capabilities, self._tls, self._extra = capabilities, tls, extra
        self._process: subprocess.Popen[bytes] | None = None
        self.authority = authority or trustme.CA()
        self.certificate = self.authority.issue_cert("localhost", HOST, "imap.example.test")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ca = self.folder / "ca.pem"
        """The authority's certificate: the ``ca`` argument of what connects."""
        self.authority.cert_pem.write_to_path(str(self.ca))
        self._mail = self.folder / "mail"
        self._mail.mkdir(exist_ok=True)
        self.give(self._mail)
        for parent in (self.folder, *self.folder.parents):
            if os.geteuid() == 0 and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
        for user in self.users:
            self.maildir(user)

    # Birth and death

    def __enter__(self) -> "Dovecot":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and return once it answers (about 0.03 s)."""
        program = _program("dovecot")
        if program is None:
            raise RuntimeError("There is no dovecot here: install Debian's dovecot-imapd.")
        config = self._configure()
        with (self.folder / "stdout").open("ab") as out:
            self._process = subprocess.Popen(
                [program, "-F", "-c", str(config)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        deadline = time.monotonic() + 10
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop(keep=True)
                raise RuntimeError(f"Dovecot did not start: {self.log()}")
            time.sleep(0.005)

    def stop(self, *, keep: bool = False) -> None:
        """End it and wait until every process of it is gone; its own folder goes too unless ``keep``."""
        process, self._process = self._process, None
        if process is not None:
            # SIGTERM takes one to three seconds; nothing is kept in memory that a kill could lose.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            deadline = time.monotonic() + 5
            while _group_lives(process.pid) and time.monotonic() < deadline:
                time.sleep(0.005)
            self._unlock()
        if self._own and not keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self, *, capabilities: str | None = None) -> None:
        """Stop and start again over the same mail and ports, perhaps able to do other things."""
        self.stop(keep=True)
        self._capabilities = capabilities
        self.start()

    def _unlock(self) -> None:
        """Take away the lock files that those who were killed had no time for: whoever comes next waits a minute."""
        for lock in self._mail.rglob("*lock"):
            if lock.parent.name not in ("cur", "new", "tmp"):
                lock.unlink(missing_ok=True)

    def log(self) -> str:
        """What the server wrote down so far, for a failing test to show."""
        files = [path for path in (self.folder / "stdout", self.folder / "log") if path.exists()]
        return "\n".join(path.read_text(errors="replace") for path in files)

    # Mail

    def maildir(self, user: str, folder: str = "INBOX") -> Path:
        """The Maildir of a folder of a user, made where it is missing. ``Archive/2024`` is a folder in a folder."""
        top = self._mail / user
        home = top if folder.upper() == "INBOX" else top / ("." + folder.replace("/", "."))
        if not (home / "cur").is_dir():
            for path in [top, home, *(home / name for name in ("cur", "new", "tmp"))]:
                path.mkdir(exist_ok=True)
                self.give(path)
        return home

    def deliver(
        self,
        user: str,
        messages: Iterable[bytes],
        *,
        folder: str = "INBOX",
        flags: str = "",
        received: int | Callable[[bytes], int] | None = None,
    ) -> int:
        """Write messages straight into a Maildir (about 0.15 ms each) and say how many: UIDs follow their order.

        ``flags`` are Maildir letters in alphabetical order (``FS`` is flagged and seen). ``received`` is the
        INTERNALDATE in Unix seconds, of the first (one more second each) or of each; without it, now.
        """
        home = self.maildir(user, folder)
        start, step = (received, 1) if isinstance(received, int) else (int(time.time()), 0)
        place = sum(1 for _ in (home / "cur").iterdir())
        count = 0
        for raw in messages:
            stamp = received(raw) if callable(received) else start + count * step
            virtual = len(raw) + raw.count(b"\n") - raw.count(b"\r\n")
            # Dovecot numbers new files by name, so the place in the order leads.
            path = home / "cur" / f"{place + count:010d}.M{start}.osone,S={len(raw)},W={virtual}:2,{flags}"
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                os.write(handle, raw)
                if os.geteuid() == 0:
                    os.fchown(handle, NOBODY, NOBODY)
                os.utime(handle, (stamp, stamp))
            finally:
                os.close(handle)
            count += 1
        return count

    def clear_caches(self, user: str) -> None:
        """Remove what the server remembers of a user's mail, so that it is as cold as with a new account. UIDs stay."""
        for path in (self._mail / user).rglob("dovecot.index*"):
            path.unlink()

    # Another client

    def client(self, user: str = "amy", folder: str | None = None) -> imaplib.IMAP4_SSL:
        """Another, independent client, logged in (and in ``folder``, where one is named): for what the server holds."""
        client = imaplib.IMAP4_SSL(self.host, self.port, ssl_context=self.trust())
        client.authenticate("PLAIN", lambda _: f"\0{user}\0{self.users[user]}".encode())
        if folder is not None:
            client.select(f'"{folder}"')
        return client

    def trust(self) -> ssl.SSLContext:
        """A context that trusts this server's authority and no other."""
        return ssl.create_default_context(cafile=str(self.ca))

    def doveadm(self, *arguments: str) -> str:
        """Run ``doveadm`` on this server and give what it prints."""
        program = _program("doveadm")
        assert program is not None
        done = subprocess.run(
            [program, "-c", str(self.folder / "dovecot.conf"), *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout

    def _answers(self) -> bool:
        try:
            with socket.create_connection((self.host, self.plain_port), timeout=5) as line:
                return line.recv(4) == b"* OK"
        except OSError:
            return False

    def give(self, path: Path) -> None:
        """Hand a file or folder to whom the server runs as."""
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def _configure(self) -> Path:
        base = self.folder
        root = os.geteuid() == 0
        me = getpass.getuser()
        names = f"uid={NOBODY} gid={NOBODY}" if root else f"uid={os.getuid()} gid={os.getgid()}"
        lines = [f"{user}:{{PLAIN.b64}}{b64encode(word.encode()).decode()}\n" for user, word in self.users.items()]
        (base / "users").write_text("".join(lines))
        _private(base / "server.pem", self.certificate.private_key_and_cert_chain_pem.bytes())
        tls_listener = f"inet_listener imaps {{\n port = {self.port}\n ssl = yes\n }}"
        if self._tls == "no":
            tls_listener = "inet_listener imaps {\n port = 0\n }"
        config = base / "dovecot.conf"
        config.write_text(f"""
protocols = imap
listen = {HOST}
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
ssl = {self._tls}
ssl_cert = <{base}/server.pem
ssl_key = <{base}/server.pem
disable_plaintext_auth = {"no" if self._tls == "no" else "yes"}
auth_mechanisms = plain login
auth_failure_delay = 0
auth_username_format = %u
auth_cache_size = 0
mail_location = maildir:{base}/mail/%u
mail_uid = {NOBODY if root else os.getuid()}
mail_gid = {NOBODY if root else os.getgid()}
first_valid_uid = 1
mail_max_userip_connections = 200
{"" if root else f"default_internal_user = {me}"}
{"" if root else f"default_login_user = {me}"}
{"" if self._capabilities is None else f"imap_capability = {self._capabilities}"}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {base}/users
}}
userdb {{
  driver = static
  args = {names} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = subscribe
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Archive {{
    auto = subscribe
    special_use = \\Archive
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \\Junk
  }}
  mailbox Trash {{
    auto = subscribe
    special_use = \\Trash
  }}
}}
service imap-login {{
  {"" if root else "chroot ="}
  inet_listener imap {{
    port = {self.starttls_port}
  }}
  inet_listener plain {{
    port = {self.plain_port}
  }}
  {tls_listener}
}}
service anvil {{
  {"" if root else "chroot ="}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap {{
  process_limit = 200
}}
{self._extra}
""")
        return config


def _private(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin")


def _group_lives(group: int) -> bool:
    for process in psutil.process_iter(["status"]):
        try:
            # A zombie only waits for its new parent to look: its ports and files are free.
            if os.getpgid(process.pid) == group and process.info["status"] != psutil.STATUS_ZOMBIE:
                return True
        except (ProcessLookupError, PermissionError):
            continue
    return False
