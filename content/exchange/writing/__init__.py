"""The way out: one function a format, all from the same intermediate form."""
