"""What no message and no page may cost, whoever wrote it."""
