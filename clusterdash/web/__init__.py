"""The server around the Streamlit app: what the entry hands to ``st.App``.

Pure ASGI, one concern a file; Streamlit's own routes come after ours.
"""

from clusterdash.web.data import refuse_broken_data
from clusterdash.web.lifespan import LIFESPAN
from clusterdash.web.middleware import MIDDLEWARE
from clusterdash.web.routes import ROUTES

__all__ = ["LIFESPAN", "MIDDLEWARE", "ROUTES", "refuse_broken_data"]
