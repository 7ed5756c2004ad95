"""The demonstration network, made from reported facts and invented firms."""
