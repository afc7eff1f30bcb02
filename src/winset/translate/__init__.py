"""From a case to a game: the only folder that knows both; records every modelling choice."""

from winset.translate.domestic import CodedGame, coded_game
from winset.translate.inputs import CodedInput
from winset.translate.rule import chamber_seats, rule_of

__all__ = ["CodedGame", "CodedInput", "chamber_seats", "coded_game", "rule_of"]
