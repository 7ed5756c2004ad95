"""Filters that show dates, money, numbers and matching words the way people in Korea write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from dure.engines.identifiers import show_business_no
from dure.engines.korean.particles import attach
from dure.site import shown

register = template.Library()
When = date | datetime | None


def local(when: date | datetime) -> datetime | date:
    """The moment on the clocks of Seoul; a day stays a day."""
    return timezone.localtime(when) if isinstance(when, datetime) and timezone.is_aware(when) else when


def language() -> str:
    """The reader's language without its script."""
    return (get_language() or "ko").split("-")[0]


@register.filter
def is_address(path: str) -> bool:
    """Whether this version of the site has a page there."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@register.filter
def weekday(when: When) -> str:
    """일"""
    return shown.WEEKDAYS.get(language(), shown.WEEKDAYS["en"])[local(when).weekday()] if when else ""


@register.filter
def day(when: When) -> str:
    """2026-11-22 (일)"""
    return f"{local(when):%Y-%m-%d} ({weekday(when)})" if when else ""


@register.filter
def hour(when: datetime | None) -> str:
    """14:00"""
    return f"{local(when):%H:%M}" if when else ""


@register.filter
def moment(when: datetime | None) -> str:
    """2026-11-22 (일) 14:00"""
    return f"{day(when)} {hour(when)}" if when else ""


@register.filter
def iso(when: When) -> str:
    """For the datetime attribute of <time>."""
    shown_at = local(when) if when else ""
    return shown_at.isoformat(timespec="seconds") if isinstance(shown_at, datetime) else str(shown_at)


@register.filter
def day_number(when: When) -> str:
    """22"""
    return str(local(when).day) if when else ""


@register.filter
def month_name(when: When) -> str:
    """11월"""
    if not when:
        return ""
    month = local(when).month
    return shown.MONTHS_EN[month - 1] if language() == "en" else gettext("%(month)d월") % {"month": month}


@register.filter
def ago(when: datetime | None) -> str:
    """Minutes and hours of today, 어제 14:00, days of this week, else the date; no working days."""
    if not when:
        return ""
    now, then = timezone.localtime(), timezone.localtime(when)
    minutes = int((now - then).total_seconds() // 60)
    days = (now.date() - then.date()).days
    if minutes < 0 or days >= 7:
        return moment(when) if minutes < 0 else day(when)
    if minutes < 60:
        told = ngettext("%(n)d분 전", "%(n)d분 전", minutes) % {"n": minutes} if minutes else gettext("방금")
    elif days == 0 or minutes < 6 * 60:
        told = ngettext("%(n)d시간 전", "%(n)d시간 전", minutes // 60) % {"n": minutes // 60}
    elif days == 1:
        told = gettext("어제 %(time)s") % {"time": hour(when)}
    else:
        told = ngettext("%(n)d일 전", "%(n)d일 전", days) % {"n": days}
    return told


@register.filter
def won(amount: int | None) -> SafeString | str:
    """1억 3,240만 원, with the full figure on hover; nothing known is said, not shown as 0."""
    if amount is None:
        return gettext("자료 없음")
    return format_html(
        '<abbr title="{}">{}</abbr>', shown.full_won(amount, language()), shown.short_won(amount, language())
    )


@register.filter
def phone(number: str | None) -> str:
    """010-1234-5678 from E.164."""
    return shown.phone(number or "", language())


@register.filter
def business_no(number: str | None) -> str:
    """123-45-67890"""
    digits = re.sub(r"\D", "", number or "")
    return show_business_no(digits) if len(digits) == 10 else number or ""


@register.filter
def particle(word: Any, pair: str) -> str:
    """The word followed by the right one of a pair such as 은/는, in Korean; elsewhere the word alone."""
    return attach(str(word), pair) if language() == "ko" else str(word)


@register.filter
def highlight(text: str | None, terms: Iterable[str] | str | None) -> SafeString:
    """The escaped text with each term inside <mark>; the longest term wins."""
    words = [terms] if isinstance(terms, str) else list(terms or ())
    words = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    plain = str(text or "")
    if not words:
        return conditional_escape(plain)
    parts = re.split("(" + "|".join(map(re.escape, words)) + ")", plain, flags=re.IGNORECASE)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", p) if n % 2 else p,) for n, p in enumerate(parts))
    )


@register.filter
def secrecy_bars(level: str | None) -> int:
    """How many of the four bars are filled: public 1, members 2, case team 3, office 4."""
    return shown.SECRECY.get(str(level or "").lower(), 4)


@register.filter
def secrecy_word(level: str | None) -> str:
    """Who sees this level, in the words of the screens."""
    words = {
        1: pgettext("secrecy", "누구나"),
        2: pgettext("secrecy", "회원사"),
        3: pgettext("secrecy", "담당자만"),
        4: pgettext("secrecy", "추진단만"),
    }
    return words[secrecy_bars(level)]


@register.filter
def notice_kind(level: str) -> str:
    """The look of a notice for a level of Django's messages."""
    return {"success": "done", "warning": "wait", "error": "late"}.get(level, "")


@register.filter
def step_dots(step: int | str, of: int | str) -> list[str]:
    """done, now or next for each step, counted from 1."""
    return ["done" if n < int(step) else "now" if n == int(step) else "next" for n in range(1, int(of) + 1)]


@register.filter
def page_numbers(page: "Page[Any]") -> list[int | None]:
    """Pages worth a link: both ends and the neighbours; None where some are left out."""
    last = page.paginator.num_pages
    near = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    numbers: list[int | None] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers
