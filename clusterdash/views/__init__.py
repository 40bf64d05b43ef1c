"""Results to HTML: templates and sentences; knows neither Streamlit nor a session."""
