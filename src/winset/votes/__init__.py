"""Roll calls: records and their readers, trade scores, forecasts of a vote, tests of the forecasts.

Start with `winset.votes.read_trade.read_trade_votes` (a folder of trade roll calls) or one of the
other readers, each of which returns a `VoteTable`; then `winset.votes.forecast.forecast_vote`.
Nothing here knows a case; `winset.votes.real_members` hands members on to one.
"""
