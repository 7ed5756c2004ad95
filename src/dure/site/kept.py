"""The few tables written without an event, each with its reason."""

KEPT_TABLES = {
    "network_account": "sign-in: password and last sign-in are written by the sign-in library",
    "cases_draft": "what somebody is still typing is nobody else's business and no fact yet",
    "papers_opening": "the access log is its own record and must be written even when nothing else happens",
    "links_use": "the access log of people without an account is its own record",
    "entrance_code": "a code to sign in with lives for minutes and says nothing about anybody's work",
    "desk_putaway": "what somebody no longer wants to see on the own desk concerns nobody else",
    "feed_readmark": "how far a person has read concerns nobody else",
    "notices_readmark": "how far a person has read concerns nobody else",
    "notices_mailchoice": "whether somebody wants letters concerns nobody else",
    "notices_letter": "what was sent stays sent, also when the notices are made anew from the ledger",
    "api_idempotencykey": "remembers answers already given so that a repeated call does nothing twice",
    "api_token": "sign-in of programs",
    "api_allowance": "counts the calls of the present minute, so that one program cannot take everybody's turn",
}

LIBRARY_APPS = {
    "auth": "written by Django",
    "contenttypes": "written by Django",
    "sessions": "written by Django",
    "account": "written by django-allauth",
    "mfa": "written by django-allauth",
    "socialaccount": "written by django-allauth; stays empty, because no account of another server is kept",
    "openid_connect": "has no tables",
    "csp": "writes nothing",
}
