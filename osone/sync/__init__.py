"""Other machines: the engine's work. It fills the store from servers and empties the outbox."""
