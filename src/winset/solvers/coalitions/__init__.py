"""Which coalitions win, what they cost and who opposes them."""
