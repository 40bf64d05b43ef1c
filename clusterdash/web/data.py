"""The data package: checked before the server starts, offered as downloads."""

from __future__ import annotations

import sys

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from clusterdash.errors import ClusterdashError
from clusterdash.results import DATA, default_catalog, examples
from clusterdash.web.answers import answer_unknown
from clusterdash.web.files import find_below


def refuse_broken_data() -> None:
    """End the program with code 1 where the data package is broken, and say all that is wrong, nothing else.

    Source: assumption
    """
    try:
        default_catalog()
        examples()
    except ClusterdashError as error:
        print(f"The data package in {DATA} cannot be used:\n{error}", file=sys.stderr)
        raise SystemExit(1) from None


async def send_data(request: Request) -> Response:
    """Return one file of the data package as a download, or 404 in JSON."""
    file = find_below(DATA, request.path_params["name"])
    if file is None or file.suffix not in (".csv", ".json", ".md"):
        return await answer_unknown(request)
    return FileResponse(file, filename=file.name, headers={"cache-control": "no-cache"})
