"""The workbench: a web page where a case is edited and its answer moves with it.

It shows Reports and computes nothing itself. Its pages and its server need the extra
``winset[workbench]``, which no other folder imports.
"""
