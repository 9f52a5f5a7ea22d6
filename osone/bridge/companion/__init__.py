"""The companion at the side."""
