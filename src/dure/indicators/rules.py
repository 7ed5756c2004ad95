"""Which scores may be shown: none of a few answers or firms, and none from which those could be worked out."""

from collections.abc import Hashable, Mapping, Sequence


def untold(answers: Mapping[str, Sequence[Hashable]], *, least: int, firms: int = 1) -> frozenset[str]:
    """The groups that show no score, given the firm behind each answer of a group; their sum stays shown.

    A reader can take the groups shown away from the sum, so the groups hidden together must hold enough answers of
    enough firms too: the smallest of the others are hidden with them until they do.
    """
    few = {name for name, each in answers.items() if each and not enough(each, least=least, firms=firms)}
    others = sorted((len(each), name) for name, each in answers.items() if each and name not in few)
    hidden = set(few)
    while hidden and others:
        if enough([one for name in hidden for one in answers[name]], least=least, firms=firms):
            break
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


def enough(answers: Sequence[Hashable], *, least: int, firms: int = 1) -> bool:
    """Whether some answers are many enough, of firms enough, to be shown as one score."""
    return len(answers) >= least and len(set(answers)) >= firms
