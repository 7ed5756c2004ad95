"""The lists an office keeps itself come in from its own workbook, and go back out in the same columns."""
