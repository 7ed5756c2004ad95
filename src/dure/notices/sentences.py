"""What each notice says: by code, chosen when it is shown, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from dure.engines.korean.particles import fill

SENTENCES: dict[str, Any] = {
    "consent_asked": _("{office}에서 회사의 애로를 들었습니다. 등록해도 될지 알려 주세요."),
    "consent_reminder": _("애로 등록에 동의하는지 아직 답을 기다립니다. 한 번만 살펴봐 주세요."),
    "request_received": _("회사 이름으로 도움 요청이 접수되었습니다."),
    "request_new": _("{firm}이/가 도움을 요청했습니다. 첫 답변을 드릴 차례입니다."),
    "answered_at_once": _("{office}에서 바로 답을 드렸습니다. 아직 안 풀렸으면 알려 주세요."),
    "consented": _("{firm}이/가 등록에 동의했습니다. 맡아서 검토해 주세요."),
    "taken_up": _("{in_charge} 담당자가 맡아 검토를 시작했습니다."),
    "replied": _("{office}에서 답을 드렸습니다."),
    "answered": _("{office}에서 답을 드리고 마쳤습니다. 아직 안 풀렸으면 다시 열 수 있습니다."),
    "out_of_scope": _("이 사업에서 도울 수 없는 일이라 갈 곳을 안내해 드렸습니다."),
    "support_begun": _("지원을 시작했습니다."),
    "help_asked": _("도움을 부탁드립니다. 맡으실 수 있는지 알려 주세요."),
    "help_reminder": _("부탁드린 일에 답을 기다립니다. 어려우시면 어렵다고만 알려 주세요."),
    "helper_accepted": _("{helper}이/가 맡기로 했습니다."),
    "helper_declined": _("{helper}이/가 이번엔 어렵다고 했습니다. 다른 곳을 찾아 주세요."),
    "helper_silent": _("{helper}의 답이 없어 기한이 지났습니다. 다른 곳을 찾아 주세요."),
    "helper_stepped_back": _("{helper}의 지원이 끝났습니다. 더 도울 곳이 필요한지 살펴봐 주세요."),
    "person_named": _("{helper}이/가 담당할 사람으로 정해졌습니다."),
    "named_as_helper": _("기관에서 지원할 사람으로 정했습니다. 첫 연락을 부탁드립니다."),
    "request_withdrawn": _("부탁드렸던 일을 거두었습니다. 살펴봐 주셔서 감사합니다."),
    "closed_with_thanks": _("도와주신 일이 마무리되었습니다. 고맙습니다."),
    "view_changed": _("보실 수 있는 범위가 바뀌었습니다."),
    "confirmation_asked": _("지원을 마쳤습니다. 해결되었는지 확인해 주세요."),
    "confirmation_reminder": _("해결되었는지 아직 답을 기다립니다. 확인하거나, 안 풀렸다고 알려 주세요."),
    "confirmation_postponed": _("{firm}이/가 {until}까지 더 살펴보기로 했습니다."),
    "not_yet_solved": _("{firm}이/가 아직 풀리지 않았다고 알렸습니다."),
    "solved": _("{firm}이/가 해결을 확인했습니다."),
    "unconfirmed_firm": _("답이 없어 확인 없이 마쳤습니다. 지금도 해결 여부를 알려 주실 수 있습니다."),
    "unconfirmed": _("{firm}의 확인 없이 지원을 마쳤습니다."),
    "unsolved": _("풀지 못하고 마쳤습니다. 다른 길을 적어 두었으니 살펴봐 주세요."),
    "paused_firm": _("잠시 보류했습니다. {next_look_on}에 다시 살펴봅니다."),
    "paused_silent": _("{firm}의 동의 답이 없어 보류했습니다. {next_look_on}에 다시 살펴봐 주세요."),
    "resumed": _("보류했던 일을 다시 시작했습니다."),
    "withdrawn": _("{firm}이/가 신청을 철회했습니다."),
    "withdrawn_firm": _("요청하신 대로 신청을 철회했습니다."),
    "reopened": _("마쳤던 일을 다시 열었습니다."),
    "handover_offered": _("다른 추진단에서 이관을 부탁했습니다. 받을지 정해 주세요."),
    "handover_taken": _("{office}이/가 이관을 받았습니다."),
    "handed_over_firm": _("이제 {office}에서 맡습니다."),
    "assigned": _("담당자로 정해졌습니다."),
    "new_person_in_charge": _("담당자가 {in_charge}(으)로 바뀌었습니다."),
    "task_to_approve": _("협력과제가 올라왔습니다. 승인할 차례입니다."),
    "task_approved": _("올린 협력과제가 승인되었습니다."),
    "task_begun": _("맡기신 애로가 협력과제로 이어졌습니다."),
    "task_sent_back": _("올린 협력과제가 돌아왔습니다. 까닭을 보고 고쳐 주세요."),
    "forwarding_to_approve": _("이송·건의가 올라왔습니다. 승인할 차례입니다."),
    "forwarding_approved": _("이송·건의가 승인되어 나갔습니다."),
    "forwarded": _("맡을 기관에 보냈습니다. 답이 오면 알려 드립니다."),
    "forwarding_answered": _("보낸 이송·건의에 답이 왔습니다."),
    "naming_allowed": _("{firm}이/가 전문가에게 이름을 알려도 좋다고 했습니다."),
    "effect_asked": _("해결된 지 {round}년이 되었습니다. 무엇이 나아졌는지 알려 주세요."),
    "link_locked": _("번호가 여러 번 틀려 링크를 잠갔습니다. 받은 분에게 전화해 확인하고 새로 보내 주세요."),
    "link_wanted": _("기한이 지난 링크로 오셔서 새 링크를 부탁하셨습니다. 다시 보내 주세요."),
    "story_to_approve": _("해결사례를 썼습니다. 공개해도 될지 살펴봐 주세요."),
    "story_to_publish": _("{firm}이/가 해결사례 공개에 동의했습니다. 실을지 정해 주세요."),
    "story_published": _("해결사례가 실렸습니다."),
    "coordinator_new": _(
        "이제 {in_charge} 담당자가 회사를 맡습니다. 어려운 일이 있으면 언제든 말씀해 주세요."
    ),
    "duties_coming": _("{since}부터 {absent}의 일을 넘겨받습니다. 무엇을 받는지 미리 살펴봐 주세요."),
    "duties_planned": _("{since}부터 맡은 일을 동료에게 넘기기로 했습니다."),
    "duties_received": _("{absent}의 일을 넘겨받았습니다. 인수인계서를 살펴보고 기업에 먼저 연락해 주세요."),
    "duties_passed": _("맡은 일을 동료에게 넘겼습니다."),
    "duties_left_out": _("인수인계에서 넘기지 못한 일이 있습니다. 받을 사람을 다시 정해 주세요."),
    "duties_cancelled": _("넘기기로 했던 인수인계를 거두었습니다."),
    "stand_in_named": _("{since}부터 {until}까지 {absent}의 일을 대신 봅니다. 맡을 일을 살펴봐 주세요."),
    "stand_in_ended": _("{absent}의 일을 대신 보던 것을 마쳤습니다. 고맙습니다."),
    "late_first_answer": _("첫 답변 기한이 지났습니다. {firm}에 먼저 연락해 주세요."),
    "late_take_up": _("검토를 시작할 기한이 지났습니다."),
    "late_find_helper": _("도울 곳을 찾을 기한이 지났습니다. 다음 할 일을 정해 주세요."),
    "late_progress": _("진행을 확인할 때가 지났습니다. 기업이나 전문가에게 물어봐 주세요."),
    "late_handover": _("이관을 받을 기한이 지났습니다. 받을지 정해 주세요."),
    "late_handover_giver": _("이관을 부탁한 곳의 답이 없습니다. 그때까지는 우리가 맡습니다."),
    "late_next_look": _("다시 살펴보기로 한 날이 되었습니다."),
    "late_answer": _("보낸 이송·건의의 답이 아직 없습니다. 다시 물어봐 주세요."),
    "late_first_contact": _("첫 연락을 하실 때가 지났습니다. 기업이 기다립니다."),
    "late_first_contact_office": _("{helper}의 첫 연락이 늦어집니다. 한 번 물어봐 주세요."),
    "late_name_person": _("지원할 사람을 정하실 때가 지났습니다."),
    "late_name_person_office": _("{helper}에서 지원할 사람을 아직 정하지 않았습니다."),
}
ANONYMOUS: dict[str, Any] = {
    "firm": _("기업"),
    "helper": _("부탁한 곳"),
    "office": _("추진단"),
    "in_charge": _("추진단"),
    "absent": _("동료"),
}


def sentence(code: str, params: Mapping[str, Any], names: Mapping[str, str], language: str) -> str:
    """A notice in words; whoever may not be named here stands as 기업 or 부탁한 곳."""
    with translation.override(language):
        words = {key: str(value) for key, value in params.items() if isinstance(value, str | int)}
        words |= {key: str(word) for key, word in ANONYMOUS.items()}
        words |= {key: name for key, name in names.items() if name}
        return fill(str(SENTENCES.get(code) or translate("새로운 일이 있습니다.")), **words)
