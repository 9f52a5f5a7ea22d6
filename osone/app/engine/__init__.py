"""The engine as the window's child: its process, its start and restart, and what it says."""
