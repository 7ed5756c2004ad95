"""The first page of an empty installation; gone as soon as there is an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dure.ledger.errors import NotFound, Refused
from dure.network.actions.founding import found_installation
from dure.network.doorkeeper import open_to_all
from dure.network.invitations import password_path
from dure.network.models import Account
from dure.network.queries.beginnings import is_begun
from dure.network.sentences import sentence
from dure.public.forms import ColleagueRows, StartForm, founding


@never_cache
@open_to_all
def start(request: HttpRequest) -> HttpResponse:
    """Make the first office, its staff and its groups, for whoever knows the code of the server."""
    if is_begun():
        raise NotFound("not_found")
    posted = request.POST if request.method == "POST" else None
    form, rows = StartForm(posted), ColleagueRows(posted, prefix="staff")
    status = 200
    if posted is not None:
        status = 422
        if form.is_valid() and rows.is_valid():
            try:
                accounts = found_installation(founding(form, rows))
            except Refused as refused:
                form.add_error(None, sentence(refused))
                status = 409
            else:
                _welcome(request, accounts)
                return redirect("/accounts/login/?next=/desk")
    return render(request, "public/start.html", {"form": form, "rows": rows}, status=status)


def _welcome(request: HttpRequest, accounts: list[Account]) -> None:
    messages.success(request, _("시작할 준비가 되었습니다. 방금 정한 비밀번호로 로그인해 주세요."))
    for account in accounts[1:]:
        told = _("{name} 님에게 이 링크를 전해 주세요. 비밀번호를 정하는 데 한 번 쓸 수 있습니다: {url}")
        name = account.person.name if account.person else account.email
        messages.warning(
            request, told.format(name=name, url=request.build_absolute_uri(password_path(account)))
        )
