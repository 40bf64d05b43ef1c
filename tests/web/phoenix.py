"""A server that comes back after every ``kill -9``: everything is imported once, each life is a fork of that.

Run: python tests/web/phoenix.py PORT FILE. The process id of the present life stands in FILE.
"""

import asyncio
import os
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from clusterdash.room.desk import DESK
from clusterdash.web import MIDDLEWARE, ROUTES


def live(port):
    """Serve the app's own addresses until killed."""
    DESK.open()
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False)
    asyncio.run(uvicorn.Server(config).serve())


def main():
    """Begin a new life whenever one was killed; end when told to."""
    port, file = int(sys.argv[1]), Path(sys.argv[2])
    while True:
        child = os.fork()
        if child == 0:
            live(port)
            os._exit(0)
        written = file.with_suffix(".new")
        written.write_text(str(child))
        written.replace(file)
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return


if __name__ == "__main__":
    main()
