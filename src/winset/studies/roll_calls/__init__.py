"""Questions about roll calls: whip counts, back-tests, ideal points."""
