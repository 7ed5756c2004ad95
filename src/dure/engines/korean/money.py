"""Writes an amount of won the way people read it."""

UNITS = ((10**16, "경"), (10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))


def won(amount: int) -> str:
    """132400000 → 1억 3,240만 원."""
    if amount == 0:
        return "0원"
    rest = abs(amount)
    parts = []
    for size, name in UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,}{name}")
    last = "" if parts[-1][-1].isdigit() else " "
    return ("-" if amount < 0 else "") + " ".join(parts) + last + "원"
