"""Skills: what the companion surely understands and answers by rules, without any model."""
