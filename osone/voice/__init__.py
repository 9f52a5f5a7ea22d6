"""Speaking and listening: the voices, the child process that has them, and its client."""
