"""How codes and names of the register are shown."""

from typing import Any

from django import template
from django.utils.translation import get_language

from dure.ledger import clock
from dure.network.models import Block, ExpertProfile
from dure.network.privacy import TITLES, told
from dure.network.words import BLOCK_KINDS, CONSENT_SOURCES, EVIDENCE_KINDS, ORGANISATION_KINDS

register = template.Library()


@register.filter
def organisation_kind(code: str) -> str:
    """기업, 대학, 연구소 …"""
    return str(ORGANISATION_KINDS.get(code, code))


@register.filter
def block_kind(code: str) -> str:
    """경쟁사, 원청·거래처 …"""
    return str(BLOCK_KINDS.get(code, code))


@register.filter
def evidence_kind(code: str) -> str:
    """논문, 특허, 과제 …"""
    return str(EVIDENCE_KINDS.get(code, code))


@register.filter
def in_words(row: Any) -> str:
    """A row of a code list in the reader's language."""
    return str(row.name) if row else ""


@register.filter
def party(block: Block) -> str:
    """Who is kept out."""
    return str(block.organisation or block.person or block.words)


@register.filter
def name_in_language(row: Any) -> str:
    """The English name for readers of other languages where there is one."""
    korean = (get_language() or "ko").startswith("ko")
    return str(row) if korean else getattr(row, "name_en", "") or str(row)


@register.inclusion_tag("network/parts/privacy_items.html")
def privacy_items(*purposes: str) -> dict[str, Any]:
    """The items the law asks for, purpose by purpose."""
    return {"told": [told(purpose) for purpose in purposes]}


@register.filter
def purpose_word(code: str) -> str:
    """개인정보 수집·이용, 업무 알림 받기 …"""
    return str(TITLES.get(code, code))


@register.filter
def source_word(code: str) -> str:
    """직접 화면에서, 전화로 …"""
    return str(CONSENT_SOURCES.get(code, code))


@register.filter
def has_time(expert: ExpertProfile) -> bool:
    """Whether an expert takes requests today."""
    return expert.available and (expert.away_until is None or expert.away_until <= clock.today())
