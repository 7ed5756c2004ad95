"""Numbers and names that cannot belong to anybody, drawn by seeded dice."""

from collections.abc import Iterator
from itertools import count
from random import Random

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민"
    "진나지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어"
    "은편용"
)
COMMON = 24
WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
NO_DISTRICT = "999"
CORPORATE = ("81", "86", "87", "88")


def masked(dice: Random) -> str:
    """A surname and two circles, as Korean papers hide a name."""
    among = SURNAMES[:COMMON] if dice.random() < 0.85 else SURNAMES
    return dice.choice(among) + "○○"


def business_numbers() -> Iterator[str]:
    """Numbers with a right check digit in a tax district that does not exist."""
    for serial in count(1):
        digits = NO_DISTRICT + CORPORATE[serial % len(CORPORATE)] + f"{1000 + serial:04d}"
        yield digits + check_digit(digits)


def check_digit(nine: str) -> str:
    """The tenth digit of a business number (국세청: weights 137137135, tens of the last product added)."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, WEIGHTS, strict=True))
    return str((10 - (total + int(nine[8]) * 5 // 10) % 10) % 10)


def mobiles() -> Iterator[str]:
    """Mobile numbers of an exchange that was never given out, 010-0000-xxxx, then 010-0001-xxxx."""
    for serial in count(1):
        yield f"+8210{serial:08d}"


def landlines(area: str) -> Iterator[str]:
    """Numbers of an office that begin with 000, which no exchange does."""
    for serial in count(1):
        yield f"+82{area.lstrip('0')}000{serial:04d}"
