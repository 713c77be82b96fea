"""The same document as Markdown, which reads well in a pull request, and as one HTML file without assets."""

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from policy.report.document import Document

# What Markdown, or HTML within it, would take for markup.
MARKUP = re.compile(r"[\\`*<|#$&]|\](?=\()|(?<!\w)_|_(?!\w)")


def html(document: Document) -> str:
    return _environment(autoescape=True).get_template("report.html.j2").render(document=document)


def markdown(document: Document) -> str:
    environment = _environment(autoescape=False)
    environment.filters["plain"] = _plain
    return environment.get_template("report.md.j2").render(document=document)


def _environment(autoescape: bool) -> Environment:
    return Environment(
        loader=PackageLoader("policy.report"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _plain(written: str) -> str:
    """On one line: a row of a table cannot have two."""
    return MARKUP.sub(r"\\\g<0>", " ".join(written.split()))
