"""The pages behind '전화 주세요', for people without an account, and the leaflet that leads there."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.intake.calling import ask_for_call, firm_of, leave_number
from dure.intake.leaflet import leaflet_hwpx, leaflet_pdf
from dure.ledger.errors import NotFound
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all, staff_only
from dure.network.forms.fields import PhoneField
from dure.network.models import Office


class NumberForm(forms.Form):
    """Whom to call."""

    name = forms.CharField(label=gettext_lazy("회사나 이름"), max_length=60)
    phone = PhoneField(label=gettext_lazy("전화번호"), max_length=20)


@open_to_all
def own_call(request: HttpRequest, token: str) -> HttpResponse:
    """A firm's own link: looking does nothing, one tap asks for a call."""
    firm = firm_of(token)
    if firm is None:
        return _page(request, "intake/call_me.html", {"gone": True}, 404)
    case = ask_for_call(firm=firm)[0] if request.method == "POST" else None
    return _page(request, "intake/call_me.html", {"office": firm.office, "firm": firm, "case": case}, 200)


@open_to_all
def call_me(request: HttpRequest, code: str) -> HttpResponse:
    """An office's page for everybody: a name, a number."""
    office = get_object_or_404(Office, code=code, closed_on=None)
    form = NumberForm(request.POST if request.method == "POST" else None)
    done = False
    if request.method == "POST" and form.is_valid():
        done = leave_number(office=office, **form.cleaned_data)
        if not done:
            form.add_error(None, _("지금은 너무 많이 밀려 있습니다. 아래 번호로 전화해 주세요."))
    return _page(
        request,
        "intake/call_me.html",
        {"office": office, "form": form, "done": done},
        422 if form.errors else 200,
    )


@staff_only
def leaflet(request: Request, code: str) -> HttpResponse:
    """One page for firms with a QR code, as PDF; `?form=hwpx` gives the text to change."""
    office = get_object_or_404(Office, code=code, closed_on=None)
    if office.pk not in request.standing.offices and not request.standing.headquarters:
        raise NotFound("not_found")
    if request.GET.get("form") == "hwpx":
        return _paper(leaflet_hwpx(office), "application/hwp+zip", f"{office.name} 안내문.hwpx", taken=True)
    return _paper(leaflet_pdf(office), "application/pdf", f"{office.name} 안내문.pdf", taken=False)


def _paper(content: bytes, media_type: str, name: str, *, taken: bool) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    named = content_disposition_header(as_attachment=taken, filename=name)
    answer["Content-Disposition"] = named or "attachment"
    return answer


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int) -> HttpResponse:
    answer = render(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
