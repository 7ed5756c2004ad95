"""One box that searches everything the reader may know."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from dure.desk.queries.search import found, shortcut
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all

SHORTEST = 2


@open_to_all
def search(request: Request) -> HttpResponse:
    """Sections of what was found; a number leads straight to what bears it."""
    by = request.standing
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    if words and (address := shortcut(by, words)):
        return redirect(address)
    enough = len(words) >= SHORTEST
    sections = found(by, words) if enough else []
    context = {"search_words": words, "words": words, "enough": enough, "sections": sections}
    return render(request, "desk/search.html", context)
