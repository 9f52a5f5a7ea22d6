"""The open profile: its log, its keyring and what is kept in it."""
