"""내 업무: one page for all roles of a person."""
