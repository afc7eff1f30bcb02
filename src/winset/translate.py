"""From a case to a game: the only module that knows both."""
