"""해결사례: published stories, open to all."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dure.cases.queries.stories import find_story, published_stories, worded
from dure.network.doorkeeper import open_to_all
from dure.network.models import NeedKind

PAGE = 20


@open_to_all
def stories(request: HttpRequest) -> HttpResponse:
    """All published stories, newest first, in the reader's language where there is one."""
    kind = request.GET.get("kind", "")[:24]
    words = request.GET.get("q", "").strip()[:100].replace("\x00", "")
    language = request.LANGUAGE_CODE
    page = Paginator(published_stories(kind=kind, words=words), PAGE).get_page(request.GET.get("page"))
    page.object_list = [(row, worded(row, language)) for row in page.object_list]
    context = {"page": page, "kinds": NeedKind.objects.all(), "kind": kind, "words": words}
    return render(request, "cases/stories.html", context)


@open_to_all
def story(request: HttpRequest, key: str) -> HttpResponse:
    """One story in the reader's language, with its other languages."""
    row = find_story(key)
    wording = worded(row, request.GET.get("language") or request.LANGUAGE_CODE)
    return render(
        request, "cases/story.html", {"story": row, "wording": wording, "wordings": row.wordings.all()}
    )
