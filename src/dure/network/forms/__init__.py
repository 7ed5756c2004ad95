"""The shape of input of the register; each form knows its action."""
