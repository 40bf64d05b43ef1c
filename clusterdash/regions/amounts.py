"""Columns of numbers as people write them: thousands, decimal signs, figures kept secret; a column at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clusterdash.regions.names import is_unknown

if TYPE_CHECKING:
    import pandas as pd

POINT, COMMA = ".", ","
# What only one convention can have written; {d} is its decimal sign, {g} the sign between its thousands.
_ONLY = (
    r"[+-]?(?:\d{{1,3}}(?:{g}\d{{3}}){{2,}}(?:{d}\d*)?|\d{{1,3}}(?:{g}\d{{3}})+{d}\d+|\d*{d}(?:\d{{1,2}}|\d{{4,}})"
    r"|\d{{4,}}{d}\d+|0+{d}\d+)"
)
_VALID = r"[+-]?(?:\d+|\d{{1,3}}(?:{g}\d{{3}})+)?(?:{d}\d*)?(?:[eE][+-]?\d{{1,2}})?"
_SIGN = {POINT: r"\.", COMMA: ","}


@dataclass(frozen=True, eq=False)
class Amounts:
    """A column as numbers: ``values`` (nan where there is none), and which cells are unknown, empty or no numbers.

    ``is_open`` says that "1,234" may mean two numbers a thousand times apart and nothing else in the column decides.
    """

    values: Any
    is_unknown: Any
    is_empty: Any
    is_wrong: Any
    is_open: bool = False
    is_mixed: bool = False
    example: str = ""
    texts: Any = None  # what stood in the cells, for messages


def read_amounts(column: pd.Series, decimal: str | None = None) -> Amounts:
    """Return a column of cells as numbers; ``decimal`` is "." or "," where people have said which it is.

    Source: assumption (numbers as Unicode CLDR knows them; signs of statistical offices).
    """
    import numpy as np
    import pandas as pd

    if pd.api.types.is_bool_dtype(column.dtype):
        nothing = np.zeros(len(column), dtype=bool)
        return Amounts(np.full(len(column), np.nan), nothing, nothing, ~nothing, texts=column.tolist())
    if pd.api.types.is_numeric_dtype(column.dtype):
        values = column.to_numpy(dtype="float64", na_value=np.nan)
        nothing = np.zeros(len(values), dtype=bool)
        kept = np.where(np.isinf(values), np.nan, values)
        return Amounts(kept, nothing, np.isnan(values), np.isinf(values), texts=values)
    codes, different = pd.factorize(_keep_numbers(column), use_na_sentinel=False)
    found = _read_different(pd.Series(different, dtype="object"), decimal)
    return Amounts(
        found.values[codes], found.is_unknown[codes], found.is_empty[codes], found.is_wrong[codes],
        found.is_open, found.is_mixed, found.example, _Texts(codes, different),
    )  # fmt: skip


class _Texts:
    """What stood in each cell, found when it is asked for."""

    def __init__(self, codes: Any, different: Any) -> None:
        self._codes, self._different = codes, different

    def __getitem__(self, at: int) -> object:
        return self._different[self._codes[at]]


def _keep_numbers(column: pd.Series) -> pd.Series:
    """Return the column with plain texts; numbers among them stay what they are."""
    if column.dtype == "object":
        return column.map(lambda cell: cell if isinstance(cell, int | float | str) else _say(cell))
    return column if column.dtype == "str" else column.astype("str")


def _say(cell: object) -> str:
    return "" if cell is None or cell != cell else str(cell)  # noqa: PLR0124, NaT and NaN are not themselves


def _read_different(cells: pd.Series, decimal: str | None) -> Amounts:
    """Return the numbers of cells of which each stands once."""
    import numpy as np
    import pandas as pd

    is_number = cells.map(lambda cell: isinstance(cell, int | float) and not isinstance(cell, bool)).to_numpy(bool)
    values = np.full(len(cells), np.nan)
    values[is_number] = [float(cell) for cell in cells[is_number]]
    is_empty = is_number & np.isnan(values)
    is_wrong = np.isinf(values)
    values[is_wrong] = np.nan
    at = np.flatnonzero(~is_number)
    texts = _tidy(cells[~is_number].astype("str").reset_index(drop=True))
    is_blank = (texts == "").to_numpy(bool)
    is_plain = texts.str.fullmatch(r"[+-]?\d+").to_numpy(bool)
    numbers = np.full(len(texts), np.nan)
    numbers[is_plain] = pd.to_numeric(texts[is_plain]).to_numpy("float64")
    rest = np.flatnonzero(~is_plain & ~is_blank)
    others = texts.iloc[rest].reset_index(drop=True)
    secret = others.map(is_unknown).to_numpy(bool) if len(others) else np.zeros(0, dtype=bool)
    asked = others[~secret].reset_index(drop=True)
    read, is_open, is_mixed, example = _read_signs(asked, decimal)
    numbers[rest[~secret]] = read
    values[at] = numbers
    unknown = np.zeros(len(cells), dtype=bool)
    unknown[at[rest[secret]]] = True
    is_empty[at[is_blank]] = True
    is_wrong[at[rest[~secret]]] |= np.isnan(read)
    return Amounts(values, unknown, is_empty, is_wrong, is_open, is_mixed, example)


def _tidy(texts: pd.Series) -> pd.Series:
    """Return texts without spaces and apostrophes between digits, with plain digits and minus signs."""
    if texts.str.isascii().all() and not texts.str.contains(r"[\s']", regex=True).any():
        return texts
    from clusterdash.numerals import to_plain_digits

    plain = texts.map(lambda text: text if text.isascii() else to_plain_digits(text).replace("٫", "."))
    plain = plain.astype("str").str.strip()
    is_grouped = plain.str.fullmatch(r"[+-]?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?").to_numpy(bool)
    joined = plain.str.replace(r"[\s'’]", "", regex=True)
    return plain.where(~is_grouped, joined)


def _read_signs(texts: pd.Series, decimal: str | None) -> tuple[Any, bool, bool, str]:
    """Return the numbers of texts with "." or "," in them, whether they stay open or contradict, and an example."""
    import numpy as np
    import pandas as pd

    if not len(texts):
        return np.zeros(0), False, False, ""
    is_shaped = texts.str.fullmatch(r"[+-]?[\d.,]*\d[\d.,]*(?:[eE][+-]?\d{1,2})?").to_numpy(bool)
    shaped = texts[is_shaped]
    chosen, is_open, is_mixed = (decimal, False, False) if decimal else _choose_decimal(shaped)
    sign = chosen or POINT
    group = COMMA if sign == POINT else POINT
    is_valid = texts.str.fullmatch(_VALID.format(d=_SIGN[sign], g=_SIGN[group])).to_numpy(bool) & is_shaped
    values = np.full(len(texts), np.nan)
    plain = texts[is_valid].str.replace(group, "", regex=False).str.replace(sign, ".", regex=False)
    values[is_valid] = pd.to_numeric(plain, errors="coerce").to_numpy("float64")
    example = str(shaped.iloc[0]) if len(shaped) and (is_open or is_mixed) else ""
    return values, is_open, is_mixed, example


def _choose_decimal(texts: pd.Series) -> tuple[str | None, bool, bool]:
    """Return the decimal sign that the texts prove, whether they prove none, whether they prove both."""
    with_sign = texts[texts.str.contains(r"[.,]", regex=True)]
    if not len(with_sign):
        return POINT, False, False
    proofs = {
        sign: with_sign.str.fullmatch(_ONLY.format(d=_SIGN[sign], g=_SIGN[COMMA if sign == POINT else POINT])).any()
        for sign in (POINT, COMMA)
    }
    if proofs[POINT] and proofs[COMMA]:
        return POINT, False, True
    if not any(proofs.values()):
        return None, True, False
    return (POINT if proofs[POINT] else COMMA), False, False
