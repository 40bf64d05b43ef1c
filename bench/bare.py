"""The measure of all pages: the least that Streamlit can do, one toggle, its garbage collection fixed like ours."""

import contextlib
import gc
from collections.abc import AsyncIterator
from typing import Any

import streamlit as st

if __name__ != "__main__":

    @contextlib.asynccontextmanager
    async def freeze_collection(_app: Any) -> AsyncIterator[None]:  # noqa: ANN401
        """Take what is loaded out of the collector's sight, as the app does."""
        import pandas  # noqa: F401

        gc.collect()
        gc.freeze()
        yield

    app = st.App(__file__, lifespan=freeze_collection)
else:
    st.write("on" if st.toggle("Toggle") else "off")
