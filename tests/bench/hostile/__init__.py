"""Bytes from outside that are meant to hurt, a module a family."""
