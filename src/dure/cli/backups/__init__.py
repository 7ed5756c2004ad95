"""The whole installation in one file, and back again on any machine and any PostgreSQL."""
