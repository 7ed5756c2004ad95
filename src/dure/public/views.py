"""The public face: home, privacy, accessibility, the user manual, and the stories of a group."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dure.cases.queries.stories import published_stories, worded
from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.doorkeeper import open_to_all
from dure.network.queries.beginnings import is_begun
from dure.network.queries.groups import find_group
from dure.network.queries.settings import setting
from dure.public.manual import INDEX, READERS, manual_page
from dure.public.queries import figures, map_of_complexes, offices_to_call, stories_of

NEWEST, PAGE = 4, 20
OPERATOR = ("operator", "address", "hours")
PRIVACY = ("officer", "contact", "since", "log_years", "keep_years")


@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    """What this is, how to ask, what was solved, whom to call; an empty installation begins at its first page."""
    if not is_begun():
        return redirect("/start")
    language = request.LANGUAGE_CODE
    context = {
        "figures": figures(),
        "map": map_of_complexes(),
        "stories": [(row, worded(row, language)) for row in published_stories()[:NEWEST]],
        "offices": offices_to_call(),
        "first_answer": setting("case.first_answer"),
        "hours": setting("site.hours"),
    }
    return render(request, "public/home.html", context)


@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    """개인정보 처리방침: what this installation really does, with the operator's facts from the settings."""
    context = {
        **{name: setting(f"site.{name}") for name in OPERATOR},
        **{name: setting(f"privacy.{name}") for name in PRIVACY},
        "today": clock.today(),
    }
    return render(request, "public/privacy.html", context)


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    context = {"offices": offices_to_call()[:1], "operator": setting("site.operator")}
    return render(request, "public/accessibility.html", context)


@open_to_all
def manual(request: HttpRequest, name: str = INDEX) -> HttpResponse:
    """The user manual: one page for each kind of reader, and the page that tells which is whose."""
    try:
        shown = manual_page(name)
    except KeyError as error:
        raise NotFound from error
    pages = [manual_page(each) for each in READERS]
    return render(request, "public/manual.html", {"shown": shown, "pages": pages})


@open_to_all
def stories_of_group(request: HttpRequest, code: str) -> HttpResponse:
    """Published stories of a group: a page of its own, or the part that the group's page loads."""
    found = find_group(code)
    language = request.LANGUAGE_CODE
    page = Paginator(stories_of(found), PAGE).get_page(request.GET.get("page"))
    rows = [(row, worded(row, language)) for row in page.object_list]
    part = getattr(request, "htmx", False)
    template = "public/parts/stories.html" if part else "public/stories.html"
    return render(
        request, template, {"group": found, "rows": rows[:5] if part else rows, "page": page, "part": part}
    )
