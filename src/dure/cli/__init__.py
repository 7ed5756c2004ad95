"""The `dure` command."""
