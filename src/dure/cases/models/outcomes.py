"""States with a story: answers, solutions, ends, forwarding, hand-over, anonymous enquiry."""

from django.db import models

from dure.ledger.models import Kept


class Answer(Kept):
    """What the firm was told, by whom."""

    ref_type = "answer"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="answers")
    by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True)
    at = models.DateTimeField()
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    service = models.ForeignKey("network.Service", on_delete=models.PROTECT, null=True)
    minutes = models.SmallIntegerField(null=True)
    final = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.text[:40]


class Resolution(Kept):
    """The firm's word that it is solved, and how that word came."""

    ref_type = "resolution"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="resolutions")
    note = models.TextField(blank=True)
    method = models.TextField(blank=True)
    confirmed_by = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.kind


class Ending(Kept):
    """An end that is no solution, or a pause: reason, suggestion, who told the firm."""

    ref_type = "ending"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="endings")
    step = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    told_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.step


class Forwarding(Kept):
    """이송 or 건의: proposed, approved, answered."""

    ref_type = "forwarding"
    KINDS = ("FORWARDING", "CHANGE_REQUEST")
    ANSWERS = ("ACCEPTED", "PARTLY", "LONG_TERM", "NOT_ACCEPTED")
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="forwardings")
    kind = models.CharField(max_length=16)
    body = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    with_name = models.BooleanField(default=False)
    proposed_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    document_no = models.CharField(max_length=60, blank=True)
    dispatched_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    answer = models.CharField(max_length=16, blank=True)
    answer_text = models.TextField(blank=True)
    answer_document_no = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.kind


class Chase(Kept):
    """Asking the other body once more, and until when its answer is expected now."""

    ref_type = "chase"
    forwarding = models.ForeignKey(Forwarding, on_delete=models.PROTECT, related_name="chases")
    by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()
    due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.words[:40]


class Handover(Kept):
    """이관 to another office or group: the giver answers until it is taken."""

    ref_type = "handover"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="handovers")
    from_office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    to_office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    to_group = models.ForeignKey("network.Group", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return f"{self.from_office_id} → {self.to_office_id}"


class Enquiry(Kept):
    """An anonymous question to one expert, without firm, product name or file."""

    ref_type = "enquiry"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="enquiries")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT)
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text[:40]
