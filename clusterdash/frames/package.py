"""Frames as parts of a data package: Parquet, labels in another language, and a Frictionless descriptor of each."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from clusterdash.frames.files import neutralise
from clusterdash.words import DEFAULT_LANGUAGE, current_language, label

if TYPE_CHECKING:
    import pandas as pd

FIELD_TYPES = {
    "string": "string",
    "category": "string",
    "Int64": "integer",
    "float64": "number",
    "bool": "boolean",
    "datetime64[s]": "date",
}
_COLUMNS = re.compile(r"Columns\n\s*-+\n(.*?)\n\s*Source:", re.DOTALL)
_NAMES = r"\w+(?:, \w+)*"
_COLUMN = re.compile(rf"({_NAMES}) : (.*?)(?=[;.] {_NAMES} : |$)")


def write_parquet(frame: pd.DataFrame) -> bytes:
    """Return a frame as a Parquet file; the same frame gives the same bytes.

    Source: assumption (a format of this app).
    """
    buffer = BytesIO()
    frame.to_parquet(buffer, engine="pyarrow", index=False, compression="zstd")
    return buffer.getvalue()


def translate_labels(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with a further column, such as ``label_fr``, beside each label that is known in the language.

    In English nothing is added. Source: assumption (a form of this app).
    """
    language = current_language()
    if language == DEFAULT_LANGUAGE:
        return frame
    wider = frame.copy()
    for name in [name for name in frame.columns if name.endswith("label")]:
        words = frame[name].map(lambda text: label(text) if isinstance(text, str) else None).astype("string")
        wider.insert(list(wider.columns).index(name) + 1, f"{name}_{language}", words)
    return wider


def describe_table(name: str, frame: pd.DataFrame, docstring: str) -> dict[str, Any]:
    """Return the Frictionless descriptor of a frame that lies in ``csv/<name>.csv``.

    Types and lists of codes come from the columns, the descriptions from the docstring of the function that made it.

    Source: assumption (Frictionless Data Package, version 1).
    """
    told = read_columns(docstring)
    return {
        "name": name,
        "path": f"csv/{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": docstring.strip().splitlines()[0].removeprefix("Return ").rstrip("."),
        "schema": {
            "fields": [_describe_field(column, frame[column], told) for column in frame.columns],
            "missingValues": [""],
        },
    }


def _describe_field(name: str, column: pd.Series[Any], told: dict[str, str]) -> dict[str, Any]:
    kind = str(column.dtype)
    field: dict[str, Any] = {"name": name, "type": FIELD_TYPES[kind]}
    if kind == "bool":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    if kind == "category" and len(column.cat.categories):
        field["constraints"] = {"enum": [str(neutralise(code)) for code in column.cat.categories]}
    known = told.get(name) or told.get(name.rpartition("_")[0])
    return field | ({"description": known} if known else {})


def read_columns(docstring: str) -> dict[str, str]:
    """Return what the docstring of a function says of each column of its frame.

    Source: assumption (the form of our docstrings).
    """
    found = _COLUMNS.search(docstring)
    told = " ".join(found.group(1).split()) if found else ""
    return {name: text.strip(" .;") for names, text in _COLUMN.findall(told) for name in names.split(", ")}
