"""Every read of cases, starting from what the reader may see."""

from dure.cases.queries.seen import find_case, may_see_part, parts_seen, sees_firm, visible_to

__all__ = ["find_case", "may_see_part", "parts_seen", "sees_firm", "visible_to"]
