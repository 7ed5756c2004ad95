"""Who or what can help, and which cases belong together."""
