"""Mail that is already on the disk."""
