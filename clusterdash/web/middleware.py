"""What every request passes, outermost first."""

from __future__ import annotations

from starlette.middleware import Middleware

from clusterdash.web.closed import ClosedAddresses
from clusterdash.web.compression import CompressStatic
from clusterdash.web.headers import SecurityHeaders
from clusterdash.web.hosts import KnownHosts
from clusterdash.web.origins import OwnOrigins
from clusterdash.web.promptness import SendAtOnce

MIDDLEWARE = [
    Middleware(SendAtOnce),
    Middleware(SecurityHeaders),
    Middleware(KnownHosts),
    Middleware(OwnOrigins),
    Middleware(ClosedAddresses),
    Middleware(CompressStatic),
]
