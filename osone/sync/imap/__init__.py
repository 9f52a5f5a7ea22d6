"""IMAP: an account's workers, the stream they read, and what its answers say."""
