"""Coins names that nobody bears, and says what firms of a trade make."""

from functools import cache
from random import Random
from typing import Any

from dure.demo.sources import HERE, read


@cache
def register() -> dict[str, Any]:
    """Mini-clusters and the parts of names."""
    found: dict[str, Any] = read(HERE / "register.yaml")
    return found


class Names:
    """Deals names out, each once."""

    def __init__(self, dice: Random) -> None:
        parts = register()
        self.dice = dice
        self._stems = [first + second for first in parts["first"] for second in parts["second"]]
        dice.shuffle(self._stems)
        self._given: set[str] = set()

    def firm(self, trade: str) -> str:
        """A firm of a trade, with its legal form as often as not."""
        ending = self.dice.choice(register()["endings"][trade])
        name = self._fresh(ending)
        form = self.dice.random()
        return f"(주){name}" if form < 0.5 else f"{name}(주)" if form < 0.7 else name

    def house(self, kind: str) -> str:
        """A university, institute or support body."""
        return self._fresh(self.dice.choice(register()["houses"][kind]))

    def product(self, trade: str) -> str:
        """What a firm of a trade makes."""
        made: str = self.dice.choice(register()["products"][trade])
        return made

    def _fresh(self, ending: str) -> str:
        while True:
            stem = self._stems[self.dice.randrange(len(self._stems))]
            if (name := stem + ending) not in self._given:
                self._given.add(name)
                return str(name)
