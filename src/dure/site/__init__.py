"""The roof: settings, addresses, templates, error pages."""
