"""Lists of rows for QML: told by differences, never by a reset."""
