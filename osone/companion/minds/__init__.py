"""The minds: one protocol, and each model server behind it in one file."""
