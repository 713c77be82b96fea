"""What a report is made of, whatever format it gets. Every string is plain text."""

from typing import NamedTuple


class Table(NamedTuple):
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Listing(NamedTuple):
    caption: str
    items: tuple[str, ...]


class Section(NamedTuple):
    title: str
    says: str  # what a reader learns from it, and from where it is
    tables: tuple[Table, ...] = ()
    listings: tuple[Listing, ...] = ()


class Document(NamedTuple):
    title: str
    sections: tuple[Section, ...]
