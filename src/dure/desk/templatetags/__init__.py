"""Template tags of the pages that cross rooms."""
