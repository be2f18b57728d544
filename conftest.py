"""Run the code in the documents, and in docstrings, as tests."""

import pytest
from sybil import Sybil
from sybil.parsers import markdown, rest

_documents = Sybil(
    parsers=[markdown.PythonCodeBlockParser(), markdown.SkipParser()],
    patterns=["*.md"],
)
_docstrings = Sybil(parsers=[rest.DocTestParser()], path="src", patterns=["*.py"])

pytest_collect_file = (_documents + _docstrings).pytest()


def _reading_order(item: pytest.Item) -> tuple[str, int]:
    """Place a document's example by its line; leave a test function where it is."""
    if isinstance(item, pytest.Function):
        return ("", 0)
    path, line, _ = item.location
    return (path, line or 0)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each document in reading order, because its examples share their names."""
    items.sort(key=_reading_order)
