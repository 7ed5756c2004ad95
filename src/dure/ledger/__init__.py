"""The ledger: what happened, recorded once and read by everybody."""
