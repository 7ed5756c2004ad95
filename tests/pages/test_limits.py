"""How limits are shown."""

from dure.cases.templatetags.cases import days_left


def test_days_left_of_work_without_a_running_limit_is_told_as_paused():
    assert days_left(None)["kind"] == "paused"
    assert days_left("")["kind"] == "paused"
