"""The companion in the window."""
