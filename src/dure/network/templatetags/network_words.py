"""How codes, terms and hours of the network look."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from dure.network.defaults import UNITS
from dure.network.words import EVERY

register = template.Library()


@register.filter
def word_of(code: str, what: str) -> str:
    """The word of a code on screens; the code itself where nobody wrote one."""
    return str(EVERY[what].get(code, code))


@register.filter
def first_day(term: Any) -> date | None:
    """The day a term begins; None for one that was never in force."""
    return None if term is None or term.isempty else term.lower


@register.filter
def last_day(term: Any) -> date | None:
    """The last day of a term; None while it has no end."""
    return None if term is None or term.isempty or term.upper is None else term.upper - timedelta(days=1)


@register.filter
def hours(amount: Decimal | None) -> str:
    """12.5, without zeros that say nothing."""
    return f"{amount or 0:,.2f}".rstrip("0").rstrip(".")


@register.filter
def value_with_unit(value: Any, unit: str) -> str:
    """1 영업일, 1·2·3 년, or a text as it stands."""
    if unit == "text":
        return str(value) or _("아직 적지 않았습니다")
    shown = "·".join(str(each) for each in value) if isinstance(value, list) else str(value)
    return f"{shown} {UNITS[unit]}".strip()


@register.filter
def setting_part(code: str) -> str:
    """The heading over the settings of a subject."""
    words = {
        "case": _("애로"),
        "referral": _("연계"),
        "rating": _("평가"),
        "satisfaction": _("만족도"),
        "group": _("모임"),
        "office": _("추진단"),
        "site": _("운영 기관"),
        "privacy": _("개인정보"),
    }
    return words.get(code, code)


@register.filter
def setting_basis(basis: Any) -> str:
    """Where a value comes from; U marks a proposal of the product."""
    return _("두레의 제안") if basis == "U" else str(basis)
