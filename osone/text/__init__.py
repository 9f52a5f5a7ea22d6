"""Sentences for people: numbers in words, Markdown, and lines from elsewhere made safe to show."""
