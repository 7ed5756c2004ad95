"""Addresses of the pages that cross rooms."""

from django.urls import URLPattern, path

from dure.desk.views import (
    beginning,
    copies,
    counts,
    experts,
    openings,
    organisations,
    proposals,
    regions,
    satisfaction,
    search,
    work,
)

app_name = "desk"

urlpatterns: list[URLPattern] = [
    path("desk", work.work, name="work"),
    path("desk/beginning/removal", beginning.beginning_away, name="beginning-away"),
    path("organisations", organisations.organisations, name="organisations"),
    path("organisations/<uuid:key>", organisations.organisation, name="organisation"),
    path("experts/<uuid:key>", experts.expert, name="expert"),
    path("search", search.search, name="search"),
    path("regions/<slug:code>", regions.region, name="region"),
    path("counts", counts.counts, name="counts"),
    path("counts/satisfaction", satisfaction.scores, name="satisfaction"),
    path("counts/satisfaction/file", satisfaction.scores_file, name="satisfaction-file"),
    path("proposals", proposals.proposals, name="proposals"),
    path("proposals/new", proposals.proposal_new, name="proposal-new"),
    path("proposals/<uuid:key>", proposals.proposal, name="proposal"),
    path("proposals/<uuid:key>/<slug:step>", proposals.proposal_step, name="proposal-step"),
    path("rights/<uuid:key>/copy", copies.subject_copy, name="subject-copy"),
    path("openings", openings.opened, name="openings"),
    path("openings/file", openings.opened_file, name="openings_file"),
]
