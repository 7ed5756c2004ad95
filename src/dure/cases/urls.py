"""Addresses of the cases: nouns only."""

from django.urls import path

from dure.cases.views import asking, case, duties, lists, stories

app_name = "cases"
urlpatterns = [
    path("cases", lists.cases, name="cases"),
    path("cases/new", asking.ask, name="ask"),
    path("cases/call", asking.call, name="call"),
    path("drafts/<slug:form>", asking.draft, name="draft"),
    path("cases/<str:number>", case.case, name="case"),
    path("cases/<str:number>/files", case.files, name="files"),
    path("cases/<str:number>/files/<uuid:key>", case.file, name="file"),
    path("cases/<str:number>/paper", case.paper, name="paper"),
    path("cases/<str:number>/<slug:noun>", case.step, name="step"),
    path("duties", duties.overview, name="duties"),
    path("duties/<uuid:key>", duties.duties, name="duties-of"),
    path("duties/handovers/<uuid:key>", duties.handover, name="handover"),
    path("duties/handovers/<uuid:key>/cancellation", duties.cancellation, name="handover-cancellation"),
    path("duties/handovers/<uuid:key>/briefings/<uuid:receiver>", duties.paper, name="briefing"),
    path("stories", stories.stories, name="stories"),
    path("stories/<uuid:key>", stories.story, name="story"),
]
