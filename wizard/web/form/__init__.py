"""The credential form: shown, read, arranged and shown again."""
