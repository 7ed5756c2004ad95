"""All addresses."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from dure.network.doorkeeper import open_to_all


@open_to_all
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("healthz", alive, name="alive"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/mfa/", include("allauth.mfa.urls")),
    path("", include("dure.desk.urls")),
    path("", include("dure.cases.urls")),
    path("", include("dure.network.urls")),
]
