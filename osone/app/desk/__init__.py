"""Key, command, store, screen: the key filter, the dispatcher, the undo trail and the threads at the store."""
