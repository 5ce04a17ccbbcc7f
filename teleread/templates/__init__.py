"""How a report is written quickly: structured templates, and phrases with short keys."""
