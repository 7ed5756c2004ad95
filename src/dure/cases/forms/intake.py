"""Asking for help, and writing down a call in three fields."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases.actions import KeptOut, Told, ask_for_help, write_down_call
from dure.cases.forms.base import day, lines
from dure.cases.models import DifficultyCase
from dure.ledger.errors import Refused
from dure.network.models import Group, NeedKind, Organisation
from dure.network.sentences import sentence
from dure.network.standing import Standing
from dure.papers.store import Incoming, sniff

SECRECY = [
    ("OFFICE", _("추진단만")),
    ("CASE_TEAM", _("추진단과 부탁받은 전문가")),
]
WORDLESS = {"CALL_ME": _("전화 부탁드립니다."), "PHOTO": _("사진으로 물어보았습니다.")}
BLOCKS = [("COMPETITOR", _("경쟁사")), ("CUSTOMER", _("원청·거래처")), ("OTHER", _("그 밖"))]


class AskForm(forms.Form):
    """What a firm is stuck on: a text, a photo, or the wish to be called; nothing else is needed."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    call_me = forms.BooleanField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("막힌 점"), required=False, max_length=20_000, widget=lines(7, autofocus=True),
        help_text=_("어떤 제품인지, 무엇이 안 되는지, 지금까지 해 본 것을 적으면 더 잘 찾습니다."),
    )  # fmt: skip
    technical = forms.BooleanField(
        label=_("붙인 파일은 기술 자료입니다. 비밀유지에 동의한 사람만 엽니다."), required=False
    )
    title = forms.CharField(
        label=_("제목"), required=False, max_length=200, help_text=_("비워 두면 글에서 따서 붙입니다.")
    )
    product = forms.CharField(label=_("제품"), required=False, max_length=200)
    arose = forms.CharField(label=_("언제부터"), required=False, max_length=200)
    tried = forms.CharField(label=_("해 본 것"), required=False, max_length=4000, widget=lines(2))
    wanted_by = forms.DateField(label=_("언제까지 풀려야 하나요?"), required=False, widget=day())
    kind = forms.ModelChoiceField(
        label=_("종류"),
        queryset=NeedKind.objects.filter(closed=False),
        required=False,
        empty_label=_("모르겠어요"),
    )
    group = forms.ModelChoiceField(
        label=_("어디에 먼저 물어볼까요?"), queryset=Group.objects.none(), required=False,
        empty_label=_("추진단"), help_text=_("미니클러스터를 고르면 그 사무국이 받습니다."),
    )  # fmt: skip
    secrecy = forms.ChoiceField(
        label=_("누가 볼 수 있나요?"), choices=SECRECY, initial="CASE_TEAM", required=False
    )
    name_may_be_told = forms.BooleanField(
        label=_("부탁할 곳에 우리 회사 이름을 알려도 됩니다"), required=False
    )
    blocked = forms.CharField(
        label=_("알리지 말아야 할 곳"), required=False, max_length=120,
        help_text=_("경쟁사나 원청의 이름을 적으면 그곳에는 보이지도, 부탁이 가지도 않습니다."),
    )  # fmt: skip
    blocked_kind = forms.ChoiceField(label=_("어떤 곳인가요?"), choices=BLOCKS, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        firm: Organisation,
        by: Standing,
        files: Sequence[Incoming] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.firm, self.by, self.incoming = firm, by, files
        own = Group.objects.filter(
            memberships__organisation=firm, kind__takes_requests=True, ended_on=None
        ).distinct()
        group: Any = self.fields["group"]
        group.queryset = own

    def clean(self) -> dict[str, Any]:
        """A text, or a file, or a wish to be called; a file that cannot be taken is told before anything is kept."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "text" in said and not (said["text"].strip() or said.get("call_me") or self.incoming):
            self.add_error("text", sentence(Refused("text_missing")))
        for incoming in self.incoming:
            try:
                sniff(incoming)
            except Refused as refused:
                self.add_error(None, sentence(refused))
        return said

    def told(self) -> Told:
        """What was said, for the action."""
        said = self.cleaned_data
        channel = "PAGE" if said["text"].strip() else "CALL_ME" if said["call_me"] else "PHOTO"
        return Told(
            text=said["text"].strip() or str(WORDLESS[channel]),
            title=said["title"],
            product=said["product"],
            arose=said["arose"],
            tried=said["tried"],
            kind=said["kind"].code if said["kind"] else None,
            channel=channel,
            call_back=self.firm.phone if said["call_me"] else "",
            language=self.by.language,
            secrecy=said["secrecy"] or "CASE_TEAM",
            wanted_by=said["wanted_by"],
            name_may_be_told=said["name_may_be_told"],
        )

    def perform(self) -> DifficultyCase:
        """Send it; a blocked party named here is kept out from the first moment."""
        said = self.cleaned_data
        return ask_for_help(
            firm=self.firm, told=self.told(), by=self.by, group=said["group"], files=self.incoming,
            technical=said["technical"], once=said["once"],
            kept_out=KeptOut(said["blocked"], said["blocked_kind"] or "OTHER"),
        )  # fmt: skip


class CallForm(forms.Form):
    """A call: who, one line, and what to do with it."""

    DEEDS = (
        ("send", _("접수: 기업이 도움을 요청함")),
        ("found", _("발굴: 동의부터 받기")),
        ("answer", _("즉답: 답하고 마침")),
    )
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    firm = forms.ModelChoiceField(
        label=_("기업"), queryset=Organisation.objects.none(), widget=forms.HiddenInput
    )
    text = forms.CharField(label=_("무슨 일인가요?"), max_length=20_000, widget=lines(3, autofocus=True))
    deed = forms.ChoiceField(
        label=_("어떻게 할까요?"), choices=DEEDS, initial="send", widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("드린 답"),
        required=False,
        max_length=4000,
        widget=lines(3),
        help_text=_("즉답일 때만 적습니다."),
    )
    minutes = forms.IntegerField(label=_("걸린 시간(분)"), required=False, min_value=0, max_value=600)
    teller = forms.CharField(label=_("말한 사람"), required=False, max_length=120)
    call_back = forms.CharField(label=_("다시 걸 번호"), required=False, max_length=120)
    channel = forms.ChoiceField(
        label=_("들은 곳"), required=False, initial="PHONE",
        choices=[("PHONE", _("전화")), ("VISIT", _("방문")), ("MEETING", _("회의")), ("MESSAGE", _("문자·메신저"))],
    )  # fmt: skip

    privacy_told = forms.BooleanField(label=_("개인정보 안내를 했습니다"), required=False)

    def __init__(self, data: Any = None, *, by: Standing, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.by = by
        firm: Any = self.fields["firm"]
        firm.queryset = Organisation.objects.filter(
            kind="FIRM", office_id__in=list(by.offices), closed_on=None
        )

    def clean(self) -> dict[str, Any]:
        """An answer at once needs its answer."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("deed") == "answer" and not said.get("answer", "").strip():
            self.add_error("answer", _("기업에 드린 답을 적어 주세요."))
        return said

    def perform(self) -> DifficultyCase:
        """Register it in the way that was chosen."""
        said = self.cleaned_data
        told = Told(
            text=said["text"],
            channel=said["channel"] or "PHONE",
            teller=said["teller"],
            call_back=said["call_back"],
        )
        return write_down_call(
            firm=said["firm"], told=told, deed=said["deed"], answer=said["answer"], minutes=said["minutes"],
            once=said["once"], privacy_told=said["privacy_told"], by=self.by,
        )  # fmt: skip


def firm_of(by: Standing) -> Organisation:
    """The firm somebody asks for; Refused when there is none."""
    firm = Organisation.objects.filter(pk__in=list(by.firms)).order_by("name").first()
    if firm is None:
        raise Refused("step_not_yours", step="send")
    return firm
