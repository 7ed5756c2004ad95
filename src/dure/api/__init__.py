"""The API: it only assembles what the rooms offer."""
