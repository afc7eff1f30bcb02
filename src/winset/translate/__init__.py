"""From a case to a game: the only folder that knows both; records every modelling choice."""

from winset.translate.domestic import CodedGame, chamber_seats, coded_game, rule_of
from winset.translate.inputs import CodedInput

__all__ = ["CodedGame", "CodedInput", "chamber_seats", "coded_game", "rule_of"]
