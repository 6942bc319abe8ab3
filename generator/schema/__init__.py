"""The border between file and model: validation, and JSON Schema."""
