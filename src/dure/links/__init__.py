"""Links without an account: one purpose, one addressee, used once."""
