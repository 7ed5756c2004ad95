"""Messages three ways: copied into a messenger, by a gateway for SMS and 알림톡, by e-mail."""
