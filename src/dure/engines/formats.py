"""What every reader of a file says when a line is wrong."""


class FormatError(Exception):
    """What is wrong in which line of a file, and what to do about it."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
