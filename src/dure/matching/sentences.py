"""What a reason says to a person: its kind and its value, in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from dure.engines.thesaurus.finding import shared_finder
from dure.matching import reasons as r
from dure.matching.queries.understanding import of_thesaurus

Params = Mapping[str, Any]
LABELS = {
    r.WORDS: gettext_lazy("같은 말"),
    r.SIMILAR: gettext_lazy("비슷한 말"),
    r.MEANING: gettext_lazy("같은 뜻"),
    r.NEAR_MEANING: gettext_lazy("가까운 뜻"),
    r.FIELD: gettext_lazy("분야"),
    r.KIND: gettext_lazy("종류"),
    r.SOLVED: gettext_lazy("실적"),
    r.EXPERTS: gettext_lazy("사람"),
    r.OWN_OFFICE: gettext_lazy("지역"),
    r.COMPLEX: gettext_lazy("거리"),
    r.REGION: gettext_lazy("지역"),
    r.NEAR: gettext_lazy("거리"),
    r.FREE: gettext_lazy("여유"),
    r.FULL: gettext_lazy("여유"),
    r.AWAY: gettext_lazy("여유"),
}


def label(reason: r.Reason) -> str:
    """What sort of reason it is."""
    return str(LABELS[reason.code])


def value(reason: r.Reason) -> str:
    """What speaks for it, or against it."""
    return VALUES[reason.code](reason.params)


def sentence(reason: r.Reason) -> str:
    """Both in one line, as the API tells it."""
    return f"{label(reason)}: {value(reason)}"


def chips(reasons: tuple[r.Reason, ...]) -> list[dict[str, Any]]:
    """Reasons as the component `why` takes them."""
    return [{"kind": label(each), "value": value(each), "against": each.speaks_against} for each in reasons]


def _words(params: Params) -> str:
    return ", ".join(params["words"])


def _meanings(params: Params) -> str:
    """Each word with what it met, as its reader calls it."""
    language = of_thesaurus(get_language() or "ko")
    concepts = shared_finder().links.concepts
    met = zip(params["words"], params["concepts"], strict=True)
    return ", ".join(_met(word, [concepts[code].named(language) for code in about]) for word, about in met)


def _met(word: str, names: Sequence[str]) -> str:
    others = [name for name in names if name.casefold() != word.casefold()]
    return f"{word} → {'·'.join(others)}" if others else word


def _fields(params: Params) -> str:
    return ", ".join(_(name) for name in params["fields"])


def _solved(params: Params) -> str:
    count = params["count"]
    return ngettext("비슷한 사례 {count}건", "비슷한 사례 {count}건", count).format(count=count)


def _experts(params: Params) -> str:
    count = params["count"]
    return ngettext("맞는 전문가 {count}명", "맞는 전문가 {count}명", count).format(count=count)


def _load(params: Params) -> str:
    count = params.get("count")
    if count is None:
        return _("지금 맡을 수 있음")
    return ngettext("맡은 일 {count}건", "맡은 일 {count}건", count).format(count=count)


def _full(params: Params) -> str:
    count = params.get("count")
    if count is None:
        return _("지금은 일이 차 있음")
    return ngettext("맡은 일 {count}건으로 차 있음", "맡은 일 {count}건으로 차 있음", count).format(
        count=count
    )


def _away(params: Params) -> str:
    return _("{until}까지 자리 비움").format(until=params["until"]) if params.get("until") else _("자리 비움")


VALUES: dict[str, Callable[[Params], str]] = {
    r.WORDS: _words,
    r.SIMILAR: _words,
    r.MEANING: _meanings,
    r.NEAR_MEANING: _meanings,
    r.FIELD: _fields,
    r.KIND: lambda params: _(params["name"]),
    r.SOLVED: _solved,
    r.EXPERTS: _experts,
    r.OWN_OFFICE: lambda _params: _("우리 단지에서 하는 사업"),
    r.COMPLEX: lambda _params: _("같은 단지"),
    r.REGION: lambda params: params["region"],
    r.NEAR: lambda params: f"{params['km']}km",
    r.FREE: _load,
    r.FULL: _full,
    r.AWAY: _away,
}
