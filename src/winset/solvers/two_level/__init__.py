"""Two-level games: the win-set of a domestic game, the zone, linkage, tied hands, defection."""
