"""The templates that come with the software: one file a version, never changed once released."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from teleread.templates.form import read_template
from teleread.templates.template import Template


@cache
def shipped_templates() -> Mapping[tuple[str, int], Template]:
    """Return every shipped version by key and number."""
    found = {}
    for file in sorted(files(__name__).iterdir(), key=lambda each: each.name):
        if file.name.endswith(".json"):
            template = read_template(file.read_bytes())
            found[template.key, template.version] = template
    return found
