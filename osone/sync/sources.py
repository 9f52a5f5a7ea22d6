"""The sources that there are, by the kind of service that each serves."""

from collections.abc import Mapping

from osone.sync.imap.account import ImapSource
from osone.sync.smtp.account import SmtpSource
from osone.sync.source import Source

SOURCES: Mapping[str, Source] = {"imap": ImapSource(), "smtp": SmtpSource()}
