"""What every page knows: navigation by role, the office, unread notices."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html."""
    return {"nav": [], "standing": getattr(request, "standing", None)}
