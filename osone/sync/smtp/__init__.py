"""Mail that leaves: a server that takes messages (RFC 6409) as a source."""
