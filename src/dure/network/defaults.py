"""Settings as shipped: proposals of the product (U) or customary limits, changed by headquarters with validity."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Default(NamedTuple):
    """A value, its unit, where it comes from and what it is called on screens."""

    value: Any
    unit: str
    basis: Any
    ko: Any


WORKING_DAYS, DAYS, YEARS, COUNT, MONTHS = "working_day", "day", "year", "count", "month"
TEXT = "text"
UNITS: dict[str, Any] = {
    WORKING_DAYS: _("영업일"),
    DAYS: _("일"),
    MONTHS: _("개월"),
    YEARS: _("년"),
    COUNT: "",
    TEXT: _("글"),
}

DEFAULTS: dict[str, Default] = {
    "case.first_answer": Default(1, WORKING_DAYS, _("ZEUS 3·3 방식을 따른 두레의 제안"), _("애로의 첫 답변")),
    "case.take_up": Default(3, WORKING_DAYS, "U", _("애로 검토 시작")),
    "case.find_helper": Default(10, WORKING_DAYS, "U", _("도울 곳 찾기")),
    "case.consent": Default(14, DAYS, "U", _("발굴한 애로의 기업 동의")),
    "case.consent.reminder": Default(5, WORKING_DAYS, "U", _("기업 동의를 다시 묻는 때")),
    "case.confirmation": Default(21, DAYS, "U", _("기업의 해결 확인")),
    "case.confirmation.reminder": Default(7, DAYS, "U", _("해결 확인을 다시 묻는 때")),
    "case.confirmation.second_reminder": Default(14, DAYS, "U", _("해결 확인을 두 번째로 다시 묻는 때")),
    "case.handover": Default(2, WORKING_DAYS, "U", _("이관 받기")),
    "case.next_look.months": Default(3, MONTHS, "U", _("보류할 수 있는 가장 긴 기간")),
    "case.forwarding_answer": Default(30, DAYS, "U", _("이송·건의의 답변")),
    "case.no_consent.months": Default(6, MONTHS, "U", _("동의 없는 애로를 철회로 볼 때까지")),
    "case.progress": Default(20, WORKING_DAYS, "U", _("지원 중인 애로의 진행 확인")),
    "case.visits": Default(10, COUNT, _("기술닥터 1단계"), _("애로 한 건의 방문·지도 횟수")),
    "case.effect.years": Default(
        [1, 2, 3], YEARS, _("수출상담회의 3년 추적을 따른 두레의 제안"), _("해결 뒤 성과를 묻는 해")
    ),
    "referral.answer": Default(5, WORKING_DAYS, "U", _("부탁받은 곳의 답변")),
    "referral.answer.reminder": Default(3, WORKING_DAYS, "U", _("부탁받은 곳에 다시 묻는 때")),
    "referral.first_contact": Default(3, WORKING_DAYS, "U", _("맡은 뒤 첫 연락")),
    "referral.name_person": Default(3, WORKING_DAYS, "U", _("맡은 기관이 담당할 사람을 알리기")),
    "referral.levels": Default(2, COUNT, "U", _("다른 사람에게 이어 줄 수 있는 단계")),
    "link.days": Default(14, DAYS, "U", _("계정 없이 답하는 링크의 기한")),
    "message.quiet.from": Default(21, COUNT, "정보통신망법 제50조 제3항", _("밤에 보내지 않기 시작하는 시")),
    "message.quiet.until": Default(8, COUNT, "정보통신망법 제50조 제3항", _("밤에 보내지 않기가 끝나는 시")),
    "message.quiet.service": Default(1, COUNT, "U", _("업무 알림도 밤에는 보내지 않기 (1 또는 0)")),
    "rating.least": Default(3, COUNT, "U", _("평점을 보이는 데 필요한 평가 수")),
    "satisfaction.least": Default(
        5, COUNT, _("적은 수에서 누가 답했는지 드러나지 않게"), _("만족도를 보이는 데 필요한 답변 수")
    ),
    "group.least_firms": Default(
        3, COUNT, _("적은 수에서 기업이 드러나지 않게"), _("숫자를 보이는 데 필요한 기업 수")
    ),
    "office.small": Default(5, COUNT, "U", _("작은 추진단으로 보는 인원")),
    "site.operator": Default("", TEXT, "개인정보 보호법 제30조", _("운영 기관 이름")),
    "site.address": Default("", TEXT, "개인정보 보호법 제30조", _("운영 기관 주소")),
    "site.hours": Default("", TEXT, "U", _("전화 받는 시간")),
    "privacy.officer": Default("", TEXT, "개인정보 보호법 제31조", _("개인정보 보호책임자")),
    "privacy.contact": Default("", TEXT, "개인정보 보호법 제31조", _("개인정보 문의처 (전화, 메일)")),
    "privacy.since": Default("", TEXT, "개인정보 보호법 제30조", _("처리방침 시행일")),
    "privacy.log_years": Default(1, YEARS, "개인정보의 안전성 확보조치 기준 제8조", _("접속 기록 보관")),
    "privacy.request_days": Default(
        10,
        DAYS,
        "개인정보 보호법 제35조~제37조, 시행령 제41조·제43조·제44조",
        _("본인의 개인정보 요구에 답하기"),
    ),
    "privacy.keep_years": Default(5, YEARS, "U", _("끝난 애로와 회원 정보 보관")),
}
