"""One HTML file that works without a server: both tables, the choices, and the mix computed again in the page."""
