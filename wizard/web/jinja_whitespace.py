"""Templates are indented to be read; what is sent is not."""

import re

from jinja2.ext import Extension

_MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)


class StripIndent(Extension):
    """Leaves out the margin of a template's lines; what is written into the holes stays as it is."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Give the source with every line moved to the left edge."""
        return _MARGIN.sub("", source)
