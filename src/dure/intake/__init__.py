"""Taking things down as they come: visits and calls of a firm, and an inbox for what has no place yet."""
