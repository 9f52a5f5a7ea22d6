"""The companion: conversation, prompt, skills, guard and names; its minds live in ``minds``."""
