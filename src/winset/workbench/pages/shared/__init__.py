"""Parts of every case's page."""
