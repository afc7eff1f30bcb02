"""Parts of the pages: elements with a script of their own, and the views they are given."""
