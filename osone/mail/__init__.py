"""The pure rules of mail: no input or output, no Qt, nothing that raises on what a stranger wrote."""
