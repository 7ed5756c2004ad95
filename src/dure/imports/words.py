"""What outcomes are called, and what is told about a cell that cannot be taken."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dure.engines.korean.particles import fill
from dure.imports.plans import Fault
from dure.ledger.errors import DureError
from dure.network.sentences import SENTENCES, sentence

OUTCOMES: dict[str, Any] = {
    "NEW": _("새로 넣음"),
    "CHANGED": _("빈칸 채움"),
    "SAME": _("이미 있음"),
    "TWICE": _("이 표에 두 번"),
    "DOUBTFUL": _("같은 곳인지 모름"),
    "FAULT": _("고칠 곳 있음"),
}
FAULTS: dict[str, Any] = {
    "cell_needed": _("비어 있습니다. 꼭 있어야 합니다."),
    "number_shortened": _("‘{value}’: 엑셀이 번호를 줄였습니다. 칸을 텍스트로 바꾸고 번호를 다시 적어 주세요."),
    "day_without_year": _("‘{value}’: 몇 년인지 적어 주세요. 예: 2026-03-05"),
    "day_unreadable": _("‘{value}’: 날짜로 읽을 수 없습니다. 예: 2026-03-05"),
    "day_impossible": _("‘{value}’: 달력에 없는 날입니다."),
    "day_in_future": _("‘{value}’: 아직 오지 않은 날입니다."),
    "count_unreadable": _("‘{value}’: 숫자로 읽을 수 없습니다."),
    "yes_or_no": _("‘{value}’: 예나 아니오로 적어 주세요."),
    "text_too_long": _("{limit}자를 넘습니다. 줄여 주세요."),
    "mail_unreadable": _("‘{value}’: 메일 주소로 읽을 수 없습니다."),
    "organisation_missing": _("‘{value}’: 우리 추진단에 없는 기업입니다. 기업 명단을 먼저 가져와 주세요."),
    "organisation_ambiguous": _("‘{value}’: 같은 이름의 기업이 여럿입니다. 사업자등록번호 칸을 더해 주세요."),
    "firm_of_another_office": _("‘{value}’: 다른 추진단이 맡은 기업입니다. 그 추진단과 먼저 이야기해 주세요."),
    "coordinator_missing": _("‘{value}’: 우리 추진단에서 일하는 사람이 아니어서 담당자 없이 넣습니다."),
    "group_missing": _("‘{value}’: 없는 미니클러스터입니다. 먼저 만들어 주세요."),
    "case_state_unknown": _("‘{value}’: 접수, 검토 중, 지원 중 가운데 하나로 적어 주세요. 끝난 애로는 가져오지 않습니다."),
}  # fmt: skip
NOTES: dict[str, Any] = {
    "formulas_without_result": _("계산 결과가 저장되지 않은 칸이 있습니다. 엑셀에서 열어 한 번 저장한 뒤 다시 올려 주세요."),
    "macros_not_run": _("매크로가 들어 있습니다. 실행하지 않고 값만 읽었습니다."),
    "quotes_broken": _("따옴표가 어긋난 줄이 있습니다. 그 줄을 살펴봐 주세요."),
    "rows_skipped": _("합계 줄처럼 명단이 아닌 줄을 뺐습니다."),
    "sheet_empty": _("빈 시트입니다."),
    "sheet_without_table": _("표가 없는 시트입니다."),
}  # fmt: skip


def told(fault: Fault) -> str:
    """A fault of a cell in words: the column, what is there, what to do."""
    if fault.code in FAULTS:
        words = fill(str(FAULTS[fault.code]), **{name: str(value) for name, value in fault.found.items()})
    elif fault.code in SENTENCES:
        words = sentence(DureError(fault.code, **fault.found))
    else:
        words = fault.code
    return f"{fault.column}: {words}"
