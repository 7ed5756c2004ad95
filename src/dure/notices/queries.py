"""Notices of one person."""

from django.db.models import Q

from dure.network.standing import Standing
from dure.notices.models import Notice, ReadMark


def unread_count(standing: Standing) -> int:
    """How many notices came since a person looked last."""
    read_at = ReadMark.objects.filter(person_id=standing.person_id).values_list("read_at", flat=True).first()
    newer = Q(at__gt=read_at) if read_at else Q()
    return Notice.objects.filter(newer, person_id=standing.person_id).count()
