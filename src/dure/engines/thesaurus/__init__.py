"""The industrial thesaurus: concepts of manufacturing and of running a small firm, in four languages."""
