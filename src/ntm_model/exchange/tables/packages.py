"""A look inside an Excel workbook before a library is let near it: sizes, merged cells, formulas.

A small file can unpack to a huge one, and one cell far out can make a program reserve the whole
sheet. So everything is unpacked and counted once, and refused where it goes too far.
"""

from __future__ import annotations

import re
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import final
from xml.parsers import expat
from zipfile import ZipFile

import attrs

from ...core.errors import Fault, InvalidInputError
from .grids import Place

#: limits: of rows and columns with something in them, of cells, and of what a file unpacks to
MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 500_000
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2_000
#: and of elements, and of those in styles or attributes of one, which take long to read
MAX_ELEMENTS = 2_000_000
MAX_STYLES = 100_000

_CHUNK = 64 * 1024
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_RELATIONS = "/_rels/workbook.xml.rels"


@final
@attrs.define
class Part:
    """What a sheet holds besides values."""

    #: first and last cell of each merged range
    merged: list[tuple[Place, Place]] = attrs.field(factory=list[tuple[Place, Place]])
    #: formulas without a stored value
    unsaved: list[Place] = attrs.field(factory=list[Place])


def inspected(data: bytes) -> dict[str, Part]:
    """Unpack and count everything once, and return what was found of each sheet by its title.

    Raises:
        InvalidInputError: the workbook is too large, or not as programs save them.
        Exception: it is broken; which one depends on where.
    """
    looking = _Looking()
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise refused(f"{len(parts)} parts", f"a workbook of at most {MAX_PARTS}")
        left = MAX_UNPACKED
        for part in parts:
            looking.begin(part.filename)
            with archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        found = f"a file that unpacks to more than {MAX_UNPACKED} bytes"
                        raise refused(found, "a smaller workbook")
                    looking.feed(chunk)
    return looking.by_title()


def refused(found: str, expected: str) -> InvalidInputError:
    """Return the error of a file that cannot be read as a whole."""
    return InvalidInputError((Fault("", found, expected),))


@final
class _Looking:
    """Looks at all parts of a workbook, one after the other."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}
        self._targets: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._cells, self._elements, self._styles = 0, 0, 0

    def begin(self, name: str) -> None:
        """Begin another part."""
        self._name = name
        self._part = self._parts.setdefault(name, Part())
        self._row, self._column = -1, -1
        self._within, self._valued, self._formula = "", False, False
        self._parser: expat.XMLParserType | None = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = _no_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, chunk: bytes) -> None:
        """Look at some bytes of the part; what is not XML is only counted."""
        try:
            if self._parser is not None:
                self._parser.Parse(chunk)
        except expat.ExpatError:
            self._parser = None

    def by_title(self) -> dict[str, Part]:
        """Return what was found of each sheet."""
        return {
            title: self._parts.get(self._targets.get(key, ""), Part())
            for title, key in self._titles.items()
        }

    def _start(self, qualified: str, given: dict[str, str]) -> None:
        name = qualified.rpartition(":")[2]
        self._within = name
        self._elements += 1
        self._styles += self._name.endswith("styles.xml")
        if self._elements > MAX_ELEMENTS or max(self._styles, len(given)) > MAX_STYLES:
            found = f"more than {MAX_ELEMENTS} elements, or {MAX_STYLES} styles or attributes"
            raise refused(found, "a smaller workbook")
        if name == "c":
            self._cell(given.get("r", ""), as_text=given.get("t") == "str")
        elif name == "f":
            self._formula = True
        elif name == "row":
            before, self._column = self._row, -1
            self._row = int(given.get("r", before + 2)) - 1
            if self._row <= before:
                raise refused(f"row {self._row + 1} after row {before + 1}", "rows in their order")
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))
        elif name == "sheet":
            key = next((text for one, text in given.items() if one.endswith(":id")), "")
            self._titles[given.get("name", "")] = key
        elif name == "Relationship" and self._name.endswith(_RELATIONS):
            base = dirname(dirname(self._name))
            target = normpath(join("/", base, given.get("Target", "")))
            self._targets[given.get("Id", "")] = target.removeprefix("/")

    def _text(self, _: str) -> None:
        self._valued |= self._within in ("v", "t")

    def _end(self, qualified: str) -> None:
        self._within = ""
        if qualified.rpartition(":")[2] == "c":
            far = self._row >= MAX_ROWS or self._column >= MAX_COLUMNS
            if far and (self._valued or self._formula):
                found = f"a value in row {self._row + 1} and column {self._column + 1}"
                raise refused(found, f"at most {MAX_ROWS} rows and {MAX_COLUMNS} columns")
            if self._formula and not self._valued:
                self._part.unsaved.append((self._row, self._column))

    def _cell(self, reference: str, *, as_text: bool) -> None:
        # the value of a formula may be an empty text
        self._valued, self._formula = as_text, False
        self._row, self._column = _place(reference) if reference else (self._row, self._column + 1)
        self._count(1)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = _place(first)
        bottom, right = _place(last or first)
        self._count((abs(bottom - top) + 1) * (abs(right - left) + 1))
        self._part.merged.append(((top, left), (bottom, right)))

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise refused(f"more than {MAX_CELLS} cells", "a smaller workbook")


def _no_doctype(*_: object) -> None:
    raise refused("a document type declaration", "a workbook as Excel saves it")


def _place(reference: str) -> Place:
    """Return the row and the column of a cell, counted from 0."""
    found = _CELL.fullmatch(reference.replace("$", ""))
    if found is None:
        raise refused(f"the reference {reference[:40]!r}", "cells such as 'C7'")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
