"""From files of roll calls, in any layout that is known, to records."""
