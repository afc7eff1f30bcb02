"""What the pages are made of: elements with a script of their own, and the views they are given."""
