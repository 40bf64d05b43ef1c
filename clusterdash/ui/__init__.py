"""What is on screen: the shell, the session, the views; the only room (with pages) that knows Streamlit."""
