"""One's own notices, and how they come."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.network.asking import Request
from dure.network.doorkeeper import signed_in
from dure.network.standing import Standing
from dure.notices.actions import choose_mail, mark_read
from dure.notices.forms import MailForm
from dure.notices.queries import notices_of, read_up_to, told, undelivered, wants_mail

PAGE = 30


@signed_in
def notices(request: Request) -> HttpResponse:
    """One's notices, newest first; opening the page marks them as read."""
    by: Standing = request.standing
    rows, read = notices_of(by), read_up_to(by)
    newest = rows.aggregate(last=Max("number"))["last"]
    page: Any = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    page.object_list = told(list(page.object_list), by, read=read)
    if newest and newest > read:
        mark_read(by, newest)
    context = {
        "page": page,
        "letters": undelivered(by) if by.offices else (),
        "form": MailForm(initial={"mail": wants_mail(by.person_id)}) if settings.EMAIL_ENABLED else None,
        "notices_count": 0,
    }
    return render(request, "notices/notices.html", context)


@signed_in
@require_POST
def mail(request: Request) -> HttpResponse:
    """Choose whether notices come by e-mail as well."""
    form = MailForm(request.POST)
    wanted = form.is_valid() and form.cleaned_data["mail"]
    choose_mail(request.standing, wanted=wanted)
    words = _("이제 전자우편으로도 보내 드립니다.") if wanted else _("이제 전자우편은 보내지 않습니다.")
    messages.success(request, words)
    return redirect("notices:notices")
