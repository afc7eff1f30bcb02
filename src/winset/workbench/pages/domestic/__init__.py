"""The page of a game at home, a module a tab."""
