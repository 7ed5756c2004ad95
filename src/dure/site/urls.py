"""All addresses."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from dure.network.doorkeeper import open_to_all
from dure.site.accounts import refused
from dure.site.health import metrics, ready


@open_to_all
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("healthz", alive, name="alive"),
    path("readyz", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/refused/", refused, name="sign-in-refused"),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("accounts/mfa/", include("allauth.mfa.urls")),
    path("", include("dure.desk.urls")),
    path("", include("dure.matching.urls")),
    path("", include("dure.cases.urls")),
    path("", include("dure.messages.urls")),
    path("", include("dure.imports.urls")),
    path("", include("dure.links.urls")),
    path("", include("dure.entrance.urls")),
    path("", include("dure.intake.urls")),
    path("", include("dure.rights.urls")),
    path("", include("dure.feed.urls")),
    path("", include("dure.notices.urls")),
    path("", include("dure.api.urls")),
    path("", include("dure.network.urls")),
    path("", include("dure.public.urls")),
]
