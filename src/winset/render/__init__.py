"""From a Report to text, HTML and figures."""
