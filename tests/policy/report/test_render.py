"""Both formats say the same, and neither takes what it is told for markup."""

import re
from html.parser import HTMLParser

from policy.report.document import Document, Listing, Section, Table
from policy.report.render import html, markdown

HOSTILE = '<script>alert("x")</script> | *a* `b` [c](d) ${e} f_g &amp;'
DOCUMENT = Document(
    "Policy of webapp",
    (
        Section("Findings", "Says.", tables=(Table(("pack", "found"), (("AwsSolutions", "3"), ("HIPAA", "0"))),)),
        Section("Roles", "Who.", listings=(Listing("role reader", ("may s3:GetObject on x.", HOSTILE)),)),
        Section("Hostile", HOSTILE, tables=(Table(("one", "two"), ((HOSTILE, "line\nbreak"),)),)),
    ),
)


class Cells(HTMLParser):
    """The rows of an HTML document's tables, its list items, and the tags that it has."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.items: list[str] = []
        self.tags: set[str] = set()
        self._inside = ""
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._inside = tag
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "li":
            self.items.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("td", "th"):
            self.rows[-1][-1] += data
        elif self._inside == "li":
            self.items[-1] += data


def unescaped(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written)


def rows_of_markdown(written: str) -> list[list[str]]:
    lines = [line for line in written.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    return [[unescaped(cell) for cell in re.split(r"(?<!\\) \| ", line[2:].removesuffix(" |"))] for line in lines]


def test_both_formats_hold_the_same_rows_and_items() -> None:
    page, text = Cells(html(DOCUMENT)), markdown(DOCUMENT)
    joined = [[" ".join(cell.split()) for cell in row] for row in page.rows]
    assert joined == rows_of_markdown(text)
    assert len(joined) == 5
    items = [unescaped(line[2:]) for line in text.splitlines() if line.startswith("- ")]
    assert [item for item in page.items if item] == items == ["may s3:GetObject on x.", HOSTILE]


def test_html_escapes_and_loads_nothing() -> None:
    page = html(DOCUMENT)
    assert "script" not in Cells(page).tags
    assert "&lt;script&gt;" in page
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "@import" not in page


def test_markdown_escapes_what_would_be_markup() -> None:
    assert r"\<script>" in markdown(DOCUMENT)
    assert r"\| \*a\* \`b\` [c\](d) \${e} f_g \&amp;" in markdown(DOCUMENT)
