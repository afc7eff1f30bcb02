"""A game played at very many points, and which inputs carry the answer."""
