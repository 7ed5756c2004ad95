"""Papers: files with level and opening log, agreements, consents."""
