"""Words of the network's codes on screens."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ORGANISATION_KINDS: dict[str, Any] = {
    "FIRM": _("기업"),
    "UNIVERSITY": _("대학"),
    "INSTITUTE": _("연구소"),
    "SUPPORT_BODY": _("지원기관"),
    "FINANCE_BODY": _("금융기관"),
    "GOVERNMENT": _("정부·지자체"),
}
CONSENT_SOURCES: dict[str, Any] = {
    "ACCOUNT": _("본인 화면에서"),
    "LINK": _("받은 링크에서"),
    "CALL": _("전화로"),
    "MEETING": _("만나서"),
    "PAPER": _("종이로"),
    "IMPORT": _("가져온 명단에서"),
    "REGISTER": _("등록할 때"),
    "SIGN_UP": _("처음 로그인할 때"),
}
COMPLEX_KINDS: dict[str, Any] = {
    "NATIONAL": _("국가산업단지"),
    "GENERAL": _("일반산업단지"),
    "URBAN": _("도시첨단산업단지"),
    "AGRICULTURAL": _("농공단지"),
    "OTHER": _("그 밖의 단지"),
}
OFFICE_KINDS: dict[str, Any] = {"HQ": _("본부"), "REGIONAL_HQ": _("지역본부"), "OFFICE": _("추진단")}
SERVICE_KINDS: dict[str, Any] = {
    "PROGRAMME": _("지원사업"),
    "AGENCY": _("지원기관"),
    "AUTHORITY": _("관청"),
    "HOTLINE": _("상담 전화"),
    "POOL": _("전문가단"),
}
ROLE_CODES: dict[str, Any] = {
    "COORDINATOR": _("코디네이터"),
    "OFFICE_HEAD": _("단장"),
    "SECRETARIAT": _("간사"),
    "STAFF": _("직원"),
    "APPROVER": _("승인자"),
    "HEADQUARTERS": _("본부"),
    "OFFICER": _("미니클러스터 임원"),
    "FIRM": _("기업 담당자"),
    "BODY": _("기관 담당자"),
}
ABSENCES: dict[str, Any] = {
    "LEAVE": _("휴가"),
    "TRIP": _("출장"),
    "TRAINING": _("교육"),
    "SICK": _("병가"),
    "OTHER": _("그 밖"),
}
GROUP_OFFICES: dict[str, Any] = {
    "CHAIR": _("회장"),
    "VICE_CHAIR": _("부회장"),
    "GROUP_SECRETARY": _("총무"),
    "GROUP_AUDITOR": _("감사"),
}
HELP_KINDS: dict[str, Any] = {"HOURS": _("일손"), "EQUIPMENT": _("장비"), "KNOW_HOW": _("노하우")}
ERASURE_GROUNDS: dict[str, Any] = {
    "WISH": _("본인이 지워 달라고 했습니다"),
    "PERIOD": _("보유 기간이 끝났습니다"),
    "PURPOSE": _("처리 목적을 이루어 더 필요하지 않습니다"),
    "MISTAKE": _("잘못 등록했습니다"),
}
EXPORT_REASONS: dict[str, Any] = {
    "MEETING": _("모임·행사 준비"),
    "NOTICE": _("안내 보내기"),
    "REPORT": _("보고·평가 자료"),
    "CHECK": _("명단 확인·정리"),
}
BLOCK_KINDS: dict[str, Any] = {
    "COMPETITOR": _("경쟁사"),
    "CUSTOMER": _("원청·거래처"),
    "PERSON": _("사람"),
    "OTHER": _("그 밖"),
}
EVIDENCE_KINDS: dict[str, Any] = {
    "PAPER": _("논문"),
    "PATENT": _("특허"),
    "PROJECT": _("과제"),
    "CAREER": _("경력"),
    "CASE": _("지도 사례"),
    "EQUIPMENT": _("장비"),
}
EVERY: dict[str, dict[str, Any]] = {
    "organisation": ORGANISATION_KINDS,
    "complex": COMPLEX_KINDS,
    "office": OFFICE_KINDS,
    "service": SERVICE_KINDS,
    "role": ROLE_CODES,
    "held": GROUP_OFFICES,
    "help": HELP_KINDS,
    "reason": EXPORT_REASONS,
    "absence": ABSENCES,
}
FORWARDING_KINDS: dict[str, Any] = {"FORWARDING": _("이송"), "CHANGE_REQUEST": _("건의")}
BODY_ANSWERS: dict[str, Any] = {
    "ACCEPTED": _("수용"),
    "PARTLY": _("일부수용"),
    "LONG_TERM": _("장기검토"),
    "NOT_ACCEPTED": _("불수용"),
}
PROOFS: dict[str, Any] = {
    "ACCOUNT": _("본인 화면에서"),
    "LINK": _("받은 링크에서"),
    "SIGNATURE": _("화면에 서명"),
    "PAPER": _("종이에 서명"),
    "CALL": _("녹음한 통화"),
    "EARLIER": _("기존 실적"),
}
VISIT_PLACES: dict[str, Any] = {
    "FIRM": _("기업"),
    "OFFICE": _("추진단"),
    "LAB": _("실험실"),
    "ONLINE": _("화상"),
    "PHONE": _("전화"),
}
