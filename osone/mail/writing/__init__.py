"""Messages written: header fields, MIME parts and flowed text, in bytes that any server takes."""
