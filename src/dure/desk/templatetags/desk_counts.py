"""The pages of 집계 as tabs, and cells that are not told."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dure.cases.queries.counts import END, RECEIPT

register = template.Library()


@register.simple_tag
def counts_tabs(current: str, **query: Any) -> list[dict[str, Any]]:
    """Cases by receipt, by end, and how satisfied firms were; what was chosen goes along between the first two."""
    told = {name: value for name, value in query.items() if value}
    rows = [(code, f"/counts?{urlencode({**told, 'by': code})}") for code in (RECEIPT, END)]
    labels = {RECEIPT: _("받은 달로"), END: _("마친 달로"), "satisfaction": _("만족도")}
    rows.append(("satisfaction", "/counts/satisfaction"))
    return [{"label": labels[code], "url": url, "current": code == current} for code, url in rows]


@register.filter
def told(count: int | None) -> Any:
    """A count, or the sign for one that is kept back."""
    return format_html('<abbr title="{}">…</abbr>', _("적은 수라 가립니다")) if count is None else count
