"""Views of the elements: documents as plain data for the browser."""
