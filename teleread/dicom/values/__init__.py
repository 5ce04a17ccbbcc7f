"""Values as devices write them: text, dates, numbers, and what may be believed of them."""
