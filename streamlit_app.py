"""Entry: the server imports this file once for its routes, and Streamlit runs it for every session."""

import streamlit as st

if __name__ != "__main__":
    from streamlit.runtime.pages_manager import PagesManager

    from clusterdash.log import start_log
    from clusterdash.web import LIFESPAN, MIDDLEWARE, ROUTES, refuse_broken_data

    refuse_broken_data()
    PagesManager.uses_pages_directory = False  # pages/ is routed by st.navigation only, also for the first visitor
    start_log()
    app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, lifespan=LIFESPAN)
else:
    from clusterdash.ui.shell import run_app

    run_app()
