"""What a refusal says to a person: by code, in the reader's language, with the way out."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dure.engines.korean.particles import fill
from dure.ledger.errors import DureError

SENTENCES: dict[str, Any] = {
    "not_found": _("없는 번호이거나 볼 수 없는 내용입니다. 추진단에 물어보세요."),
    "changed_meanwhile": _(
        "그사이 다른 사람이 먼저 바꿨습니다. 지금 내용을 확인하고 다시 해 주세요. 쓰신 글은 그대로 있습니다."
    ),
    "step_not_now": _("지금 단계에서는 할 수 없는 일입니다. 아래에서 할 수 있는 일을 골라 주세요."),
    "step_not_yours": _("이 일은 다른 분이 할 차례입니다. 담당자에게 물어보세요."),
    "no_consent": _("기업의 동의가 아직 없습니다. 먼저 동의를 받아 주세요."),
    "nobody_accepted": _("아직 맡겠다고 한 곳이 없습니다."),
    "no_support_given": _("지원한 기록이 없습니다. 지원 없이 마치려면 미해결로 종결해 주세요."),
    "support_was_given": _("지원한 기록이 있습니다. 지원 종료로 마쳐 주세요."),
    "handover_open": _("이미 이관을 부탁한 곳이 있습니다. 답을 기다려 주세요."),
    "handover_to_itself": _("지금 맡은 곳과 같은 곳입니다. 다른 곳을 골라 주세요."),
    "enquiry_open": _(
        "익명으로 물어본 전문가의 답을 아직 받지 못했습니다. 한 번에 한 분께만 물을 수 있습니다."
    ),
    "no_enquiry_open": _("답을 기다리는 익명 문의가 없습니다."),
    "enquiry_names_firm": _("글에 기업이나 제품 이름이 들어 있습니다. 이름을 빼고 다시 써 주세요."),
    "no_group": _("미니클러스터에 보낸 요청이 아니라서 회장단이 없습니다."),
    "no_tag_open": _("결과를 적을 공동연구나 지원사업이 없습니다."),
    "forwarding_not_proposed": _("올라온 이송·건의가 없습니다. 먼저 올려 주세요."),
    "forwarding_already_proposed": _("이미 올린 이송·건의가 승인을 기다립니다."),
    "forwarding_already_answered": _("이 이송·건의에는 이미 답을 적었습니다."),
    "approves_own_proposal": _("올린 사람이 스스로 승인할 수 없습니다. 다른 승인자에게 부탁해 주세요."),
    "no_consent_to_name": _(
        "기업이 이름을 알려도 좋다고 하지 않았습니다. 이름 없이 보내거나 동의를 받아 주세요."
    ),
    "no_story": _("먼저 해결사례를 써 주세요."),
    "story_not_approved": _("기업이 아직 공개에 동의하지 않았습니다."),
    "story_names_firm": _("해결사례에 기업 이름이나 번호가 남아 있습니다. 지우고 다시 해 주세요."),
    "evidence_missing": _("기업의 뜻을 어떻게 확인했는지 골라 주세요: 서명, 종이 사진, 통화 녹음."),
    "kind_missing": _("어떤 종류의 애로인지 골라 주세요."),
    "others_at_work": _("다른 지원자가 아직 돕고 있습니다. 이유를 적으면 확인을 요청할 수 있습니다."),
    "next_look_missing": _("다시 살펴볼 날짜를 적어 주세요. 날짜 없이 보류할 수 없습니다."),
    "next_look_past": _("다시 살펴볼 날짜는 내일부터 고를 수 있습니다."),
    "next_look_too_far": _("다시 살펴볼 날짜가 너무 멉니다. 석 달 안으로 정해 주세요."),
    "helper_blocked": _("기업이 알리지 말라고 한 곳이거나 그와 같은 곳으로 보입니다. 부탁할 수 없습니다."),
    "helper_missing": _("누구에게 부탁할지 한 곳을 골라 주세요."),
    "helper_already_asked": _("이미 후보에 있거나 부탁한 곳입니다."),
    "case_ended": _("이미 마친 애로입니다. 다시 열고 나서 해 주세요."),
    "too_many_levels": _("더 이어 줄 수 없습니다. 담당자에게 알려 주세요."),
    "text_missing": _("막힌 점을 적어 주세요. 한 줄이면 됩니다."),
    "text_too_long": _(
        "글이 너무 깁니다. {limit}자까지 쓸 수 있는데 지금 {length}자입니다. 긴 자료는 파일로 붙여 주세요."
    ),
    "answer_missing": _("기업에 드릴 답을 적어 주세요."),
    "content_missing": _("한 일을 적어 주세요."),
    "reason_missing": _("이유를 적어 주세요."),
    "missing_words": _("무엇이 아직 안 풀렸는지 적어 주세요."),
    "day_past": _("내일부터 고를 수 있습니다. 지금 고른 날은 {on}입니다."),
    "visit_in_future": _("아직 오지 않은 날입니다. 다녀온 날을 적어 주세요."),
    "visit_ends_before_it_begins": _("끝난 시각이 시작한 시각보다 빠릅니다."),
    "effect_empty": _("숫자나 한 줄 설명을 적어 주세요."),
    "effect_in_future": _("{year}년은 아직 오지 않았습니다. 실적 대신 전망으로 적어 주세요."),
    "stars_out_of_range": _("별점은 1에서 5까지입니다."),
    "already_rated": _("이미 평가하셨습니다."),
    "end_day_missing": _("끝난 날짜가 필요합니다."),
    "firm_without_office": _("담당 추진단이 정해지지 않은 기업입니다. 본부에 알려 주세요."),
    "firm_closed": _("{on}에 문을 닫은 기업입니다."),
    "not_a_colleague": _("같은 추진단에서 일하는 사람만 담당자가 될 수 있습니다."),
    "blocks_itself": _("자기 자신을 적을 수 없습니다."),
    "blocked_party_missing": _("누구에게 알리지 말아야 하는지 적어 주세요."),
    "member_missing": _("회원이 될 곳이나 사람을 골라 주세요."),
    "member_already": _("이미 {group}의 회원입니다."),
    "ends_before_it_began": _("{since}보다 앞선 날에 끝낼 수 없습니다."),
    "helps_itself": _("스스로에게 준 도움은 적지 않습니다."),
    "business_no_known": _("이미 등록된 사업자등록번호입니다."),
    "business_no_length": _("숫자 10자리가 필요합니다. 지금 {digits}자리입니다."),
    "business_no_checksum": _("사업자등록번호의 끝자리가 맞지 않습니다. 번호를 다시 확인해 주세요."),
    "business_no_structure": _("사업자등록번호의 가운데 두 자리가 맞지 않습니다. 번호를 다시 확인해 주세요."),
    "phone_unreadable": _("전화번호로 읽을 수 없습니다. 숫자와 -만 써 주세요."),
    "phone_not_mobile": _("휴대전화 번호가 아닙니다. 문자를 받을 수 있는 번호를 적어 주세요."),
    "phone_length": _("전화번호의 자릿수가 맞지 않습니다. 지금 {digits}자리입니다."),
    "head_already_appointed": _("그 기간에 이미 위촉된 사람이 있습니다."),
    "consent_kind_unknown": _("동의 방법을 골라 주세요."),
    "consent_in_future": _("아직 오지 않은 날입니다. 동의를 받은 날을 적어 주세요."),
    "level_unknown": _("누가 볼 수 있는지 골라 주세요."),
    "file_empty": _("빈 파일입니다: {name}"),
    "file_too_large": _("{name} 파일이 너무 큽니다. {limit}MB까지 붙일 수 있습니다."),
    "file_is_program": _("{name}은/는 실행 파일이라 받을 수 없습니다."),
    "file_kind_unknown": _("{suffix} 파일은 받지 않습니다. PDF, 그림, 한글, 문서, 도면 파일로 올려 주세요."),
    "file_not_what_it_says": _("{name}의 내용이 {suffix} 파일이 아닙니다. 파일을 다시 저장해서 올려 주세요."),
    "nda_needed": _("기술 자료는 비밀유지에 동의한 뒤 열 수 있습니다."),
    "already_done": _("이미 마친 일입니다."),
    "reaction_not_rebuilt": _("되돌려 만들 수 없는 항목입니다."),
    "too_many_calls": _("잠시 뒤에 다시 해 주세요."),
    "idempotency_mismatch": _("같은 열쇠로 다른 내용을 보냈습니다. 새 열쇠를 써 주세요."),
    "bad_input": _("보낸 내용을 읽을 수 없습니다. 아래를 고쳐 주세요."),
    "sign_in_needed": _("로그인이 필요합니다."),
    "person_unknown": _("찾을 수 없는 사람입니다. 메일이나 전화번호로 다시 찾아 주세요."),
    "organisation_unknown": _("찾을 수 없는 곳입니다. 이름이나 사업자등록번호를 확인해 주세요."),
    "code_taken": _("이미 쓰는 부호입니다: {taken}. 다른 부호를 적어 주세요."),
    "group_in_itself": _("모임을 자기 아래에 둘 수 없습니다."),
    "service_already_closed": _("{on}에 이미 마감한 지원사업입니다."),
    "day_off_known": _("{on}은/는 이미 쉬는 날입니다."),
    "setting_unknown": _("없는 설정입니다."),
    "setting_since_past": _("지난 날의 규칙은 바꿀 수 없습니다. 오늘부터 고를 수 있습니다."),
    "ends_before_it_begins": _("끝나는 날이 시작하는 날보다 빠릅니다."),
    "role_already": _("이미 맡고 있는 역할입니다."),
    "role_not_yours_to_give": _("이 역할은 맡길 수 없습니다. 본부에 부탁해 주세요."),
    "last_headquarters": _("마지막 남은 본부 역할은 끝낼 수 없습니다. 먼저 다른 사람에게 맡겨 주세요."),
    "account_already": _("{person}은/는 이미 계정이 있습니다."),
    "email_taken": _("다른 계정이 쓰는 메일입니다."),
    "account_by_headquarters": _("다른 곳에서도 일하는 분입니다. 계정은 본부에서 열 수 있습니다."),
    "account_in_use": _("이미 쓰고 있는 계정입니다. 로그인 화면에서 비밀번호를 새로 정할 수 있습니다."),
    "email_missing": _("계정을 열려면 메일 주소가 필요합니다."),
    "address_missing": _("계정을 열려면 메일 주소나 휴대전화 번호가 필요합니다. 연락처부터 적어 주세요."),
    "phone_taken": _("다른 계정이 쓰는 번호입니다."),
    "code_wrong": _("인증번호가 맞지 않습니다. {left}번 더 적을 수 있습니다."),
    "code_gone": _("더 쓸 수 없는 인증번호입니다. 새 인증번호를 받아 주세요."),
    "code_too_often": _("인증번호를 너무 여러 번 받았습니다. 잠시 뒤에 다시 해 주세요."),
    "code_no_way": _(
        "이 서버는 그 길로 인증번호를 보낼 수 없습니다. 다른 길을 고르거나 추진단에 전화해 주세요."
    ),
    "code_not_for_staff": _(
        "추진단 일을 보는 계정은 비밀번호로 들어와 2단계 인증을 먼저 정해야 합니다. 그 뒤에는 인증번호로도 들어올 수 있습니다."
    ),
    "register_by_office_only": _("담당 추진단만 할 수 있는 일입니다. 담당자에게 말씀해 주세요."),
    "office_not_yours": _("다른 추진단의 기업은 그 추진단이 등록합니다. 본인의 추진단을 골라 주세요."),
    "person_still_serves": _(
        "{person}은/는 추진단·미니클러스터·본부에서 맡은 역할이 있습니다. 인수인계하고 역할을 끝낸 뒤에 파기해 주세요."
    ),
    "inbox_empty": _("글을 적거나 사진·파일을 붙여 주세요."),
    "chat_too_long": _("대화 파일이 {limit} MB를 넘습니다. 필요한 날짜만 내보내 주세요."),
    "chat_unreadable": _("글자로 읽을 수 없는 파일입니다. 메신저에서 텍스트(.txt)로 내보내 주세요."),
    "aside_reason_unknown": _("치워 두는 까닭을 골라 주세요."),
    "message_refused": _(
        "{person}은/는 받지 않겠다고 했습니다. 어떤 길로도 보내지 않습니다. 전화로 여쭤 보세요."
    ),
    "message_not_agreed": _("{person}은/는 초대와 소식에 동의하지 않았습니다. 먼저 동의를 받아 주세요."),
    "message_no_phone": _("{person}의 전화번호를 모릅니다. 번호를 적거나 다른 길로 보내 주세요."),
    "message_no_email": _("{person}의 메일 주소를 모릅니다. 주소를 적거나 다른 길로 보내 주세요."),
    "message_no_gateway": _("문자 중계사가 정해지지 않았습니다. 글을 복사해 직접 보내 주세요."),
    "message_no_mail_server": _("메일 서버가 정해지지 않았습니다. 글을 복사해 직접 보내 주세요."),
    "message_not_copied": _("복사해 보내는 글만 직접 보냈다고 적을 수 있습니다."),
    "template_unknown": _("없는 글입니다. 목록에서 골라 주세요."),
    "template_empty": _("보낼 글을 적어 주세요."),
    "template_brace_open": _("중괄호를 여닫는 짝이 맞지 않습니다. {{이름}}처럼 적어 주세요."),
    "template_variable_unknown": _("{name}은/는 여기서 쓸 수 없는 변수입니다. 쓸 수 있는 것: {known}"),
    "template_value_missing": _("{name}을/를 적어 주세요. 글에 들어갈 자리가 비어 있습니다."),
    "template_too_long": _("글이 {limit}바이트를 넘습니다. 줄여 주세요."),
    "sheet_file_empty": _("빈 파일입니다. 다른 파일을 골라 주세요."),
    "sheet_file_too_large": _("파일이 {limit} MB를 넘습니다. 필요한 시트만 남겨 다시 올려 주세요."),
    "sheet_file_damaged": _(
        "파일이 망가져 열 수 없습니다. 엑셀에서 열어 다른 이름으로 저장한 뒤 올려 주세요."
    ),
    "sheet_format_unknown": _("엑셀이나 CSV가 아닙니다. 엑셀에서 .xlsx로 저장해 올려 주세요."),
    "sheet_password": _("암호가 걸린 파일입니다. 암호를 풀어 저장한 뒤 올려 주세요."),
    "sheet_zip_bomb": _("압축을 풀면 너무 커지는 파일입니다. 필요한 시트만 새 파일에 옮겨 올려 주세요."),
    "sheet_zip_without_workbook": _("압축 파일입니다. 풀어서 안의 엑셀 파일을 올려 주세요."),
    "sheet_entities": _("안전하지 않은 내용이 든 파일입니다. 엑셀에서 새로 저장해 올려 주세요."),
    "sheet_encoding_unknown": _("글자를 읽을 수 없습니다. 엑셀에서 .xlsx로 저장해 올려 주세요."),
    "sheet_no_table": _(
        "표를 찾지 못했습니다. 첫 줄에 칸 이름을 두고 그 아래에 한 줄에 한 곳씩 적어 주세요."
    ),
    "sheet_json_no_list": _("목록이 아닌 JSON입니다. 한 줄에 한 건인 목록으로 보내 주세요."),
    "sheet_too_many_rows": _("줄이 {limit}개를 넘습니다. 나누어 올려 주세요."),
    "sheet_too_many_rows_together": _("모든 시트의 줄이 {limit}개를 넘습니다. 나누어 올려 주세요."),
    "sheet_too_many_columns": _("칸이 {limit}개를 넘습니다. 쓰지 않는 칸을 지우고 올려 주세요."),
    "sheet_cell_too_long": _("한 칸의 글이 너무 깁니다. 나누거나 줄여 주세요."),
    "sheet_nothing_to_take": _("가져올 줄이 없습니다. 칸 이름 아래에 한 줄에 한 건씩 적어 주세요."),
    "sheet_gone": _("올린 파일에서 그 시트를 찾지 못했습니다. 다시 올려 주세요."),
    "import_kind_unknown": _("가져올 것의 종류를 골라 주세요."),
    "column_twice": _("두 칸이 같은 뜻입니다: {column}. 한 칸만 남겨 주세요."),
    "task_kind_unknown": _("과제의 구분을 골라 주세요."),
    "task_already_proposed": _("이미 올린 협력과제가 있습니다. 승인을 기다려 주세요."),
    "task_not_proposed": _("승인할 협력과제가 없습니다."),
    "no_task_running": _("진행 중인 협력과제가 없습니다."),
    "result_missing": _("결과를 적어 주세요."),
    "proposal_empty": _("제목과 내용을 적어 주세요."),
    "proposal_answer_missing": _("답을 고르고 내용을 적어 주세요."),
    "signature_unreadable": _("서명을 읽지 못했습니다. 지우고 다시 그려 주세요."),
    "link_to_blocked": _("기업이 알리지 말라고 한 사람입니다. 다른 사람을 골라 주세요."),
    "link_needs_phone": _(
        "{person}의 전화번호를 모릅니다. 번호 끝 네 자리로 본인인지 확인하므로 먼저 번호를 적어 주세요."
    ),
    "link_asks_nothing": _("지금은 이 일로 물을 것이 없습니다. 화면을 새로 열어 주세요."),
    "link_to_stranger": _("이 기업이나 부탁받은 곳의 사람이 아닙니다. 다른 사람을 골라 주세요."),
    "link_digits_wrong": _("번호가 다릅니다. {left}번 더 해 볼 수 있습니다."),
    "link_used": _("이미 답한 링크입니다."),
    "link_revoked": _("새 링크로 바뀌었습니다. 가장 나중에 받은 링크를 눌러 주세요."),
    "link_locked": _("번호가 여러 번 틀려 잠갔습니다. 추진단에 전화해 주세요."),
    "link_expired": _("기한이 지난 링크입니다. 추진단에 새 링크를 부탁해 주세요."),
    "satisfaction_said": _("만족도를 이미 남겼습니다."),
    "person_known": _("같은 전화번호로 이미 등록된 분이 있습니다: {person}"),
    "party_ambiguous": _("같은 이름이 {count}곳 있습니다. 사업자등록번호 10자리로 적어 주세요."),
    "profile_not_yours": _("전문가 소개는 본인만 고칠 수 있습니다."),
    "profile_empty": _("분야를 고르거나 소개를 적은 뒤에 공개할 수 있습니다."),
    "away_past": _("돌아오는 날은 내일부터 고를 수 있습니다."),
    "csrf_missing": _("화면에서 보낸 것인지 확인할 수 없습니다. 화면을 새로 열고 다시 해 주세요."),
    "body_unreadable": _("보낸 내용이 JSON이나 양식이 아닙니다. 꼴을 확인하고 다시 보내 주세요."),
    "body_too_large": _("보낸 내용이 너무 큽니다. 나누어 보내거나 파일로 붙여 주세요."),
    "media_type_unknown": _("이 꼴로는 받을 수 없습니다. JSON으로 보내 주세요."),
    "method_not_allowed": _("이 주소에서는 할 수 없는 방식입니다. 안내(API)를 확인해 주세요."),
    "idempotency_running": _("같은 열쇠로 먼저 보낸 일을 아직 하고 있습니다. 잠시 뒤에 다시 보내 주세요."),
    "idempotency_key_unreadable": _("열쇠는 {longest}자까지 쓸 수 있습니다."),
    "installation_begun": _("이미 쓰기 시작한 두레입니다. 로그인해서 이어 가 주세요."),
    "demonstration_here": _("시연 자료가 들어 있는 데이터베이스입니다. 빈 데이터베이스에서 시작해 주세요."),
    "demonstration_beside_real_data": _("실제 자료가 들어 있는 데이터베이스에는 시연 자료를 넣지 않습니다."),
    "head_missing": _("추진단을 이끌 사람을 한 명 적어 주세요."),
    "role_unknown": _("없는 역할입니다: {role}"),
    "too_many_tokens": _("열쇠는 {most}개까지 만들 수 있습니다. 쓰지 않는 열쇠를 먼저 거두어 주세요."),
    "day_not_yet": _("{on}은/는 아직 오지 않은 날입니다. 오늘까지 고를 수 있습니다."),
    "duties_not_yours": _(
        "본인의 일이나 본인이 이끄는 추진단의 일만 넘길 수 있습니다. 단장에게 말씀해 주세요."
    ),
    "day_gone": _("{on}은/는 지난 날입니다. 오늘부터 고를 수 있습니다."),
    "nothing_to_pass": _("넘길 기업이나 애로를 하나 넘게 고르고 받을 사람을 정해 주세요."),
    "passes_to_oneself": _("넘기는 사람과 받는 사람이 같습니다. 다른 동료를 골라 주세요."),
    "passage_not_theirs": _(
        "{what}은/는 지금 이 사람이 맡고 있지 않습니다. 화면을 새로 열고 다시 골라 주세요."
    ),
    "receiver_blocked": _(
        "{firm}은/는 {receiver}에게 알리지 말라고 했습니다. 그 기업과 애로는 다른 동료에게 넘겨 주세요."
    ),
    "handover_done": _("이미 넘긴 인수인계입니다. 되돌리려면 받은 사람에게서 다시 인수인계해 주세요."),
    "stand_in_for_oneself": _("본인이 본인의 일을 대신 볼 수는 없습니다. 다른 동료를 골라 주세요."),
    "stand_in_not_colleague": _("같은 추진단이나 그 미니클러스터에서 일하는 사람만 대신 볼 수 있습니다."),
    "stand_in_already": _("그 기간에는 이미 대신 볼 사람이 있습니다. 먼저 그 기간을 끝내 주세요."),
    "stand_in_away": _("{person}도 그 기간에 자리를 비웁니다. 다른 동료를 골라 주세요."),
    "stand_in_needed": _(
        "{person}은/는 그 기간에 다른 동료의 일을 대신 봅니다. 그 일을 먼저 다른 사람에게 맡겨 주세요."
    ),
}


def sentence(error: DureError) -> str:
    """The sentence of a refusal; the code itself where none was written (a test finds that)."""
    template = str(SENTENCES.get(error.code, error.code))
    return fill(template, **{name: str(value) for name, value in error.params.items()})
