"""Reading a rule's expression from one line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from winset.foundation.errors import InputError
from winset.games.rule_expression import (
    Acquiescence,
    AllOf,
    AnyOf,
    AtLeast,
    Expression,
    Player,
    Vote,
)
from winset.games.rule_form import as_written, scaled_weights

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[^\W\d][\w.-]*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>>=|[&|(),]))"
)
_SHARE = re.compile(r"(?P<chamber>.+)_(?P<top>\d+)_(?P<bottom>\d+)$")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def expression_from_text(text: str, seats: Mapping[str, Mapping[str, float]]) -> Expression:
    """Return the expression a line of text stands for; see `rule_from_text`.

    Raises
    ------
    InputError
        Text that does not parse, with the column.
    """
    reader = _Reader(text, seats)
    expression = reader.any_of()
    reader.expect_end()
    return expression


class _Reader:
    """A recursive-descent reader: any_of > all_of > term."""

    def __init__(self, text: str, seats: Mapping[str, Mapping[str, float]]) -> None:
        self.text = text
        self.seats = seats
        self.tokens = self._tokens()
        self.at = 0

    def _tokens(self) -> list[_Token]:
        tokens: list[_Token] = []
        position = 0
        end = len(self.text.rstrip())
        while position < end:
            match = _TOKEN.match(self.text, position)
            if match is None:
                raise self._error("unexpected character", position)
            kind = str(match.lastgroup)
            tokens.append(_Token(kind, match.group(kind), match.start(kind)))
            position = match.end()
        return tokens

    def _error(self, what: str, column: int) -> InputError:
        return InputError(f"rule, column {column + 1}: {what} in {self.text!r}")

    def _next_is(self, text: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].text == text

    def _take(self, kind: str, wanted: str) -> _Token:
        if self.at >= len(self.tokens):
            raise self._error(f"{wanted} expected at the end", len(self.text))
        token = self.tokens[self.at]
        if token.kind != kind or (kind == "sign" and token.text != wanted):
            raise self._error(f"{wanted} expected, found {token.text!r}", token.column)
        self.at += 1
        return token

    def expect_end(self) -> None:
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            raise self._error(f"'&', '|' or the end expected, found {token.text!r}", token.column)

    def any_of(self) -> Expression:
        parts = [self.all_of()]
        while self._next_is("|"):
            self.at += 1
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all_of(self) -> Expression:
        parts = [self.term()]
        while self._next_is("&"):
            self.at += 1
            parts.append(self.term())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def term(self) -> Expression:
        if self._next_is("("):
            self.at += 1
            inner = self.any_of()
            self._take("sign", ")")
            return inner
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "number":
            return self._at_least()
        token = self._take("name", "a name")
        if token.text == "acquiescence" and self._next_is("("):
            self.at += 1
            name = self._take("name", "a name")
            self._take("sign", ")")
            return Acquiescence(name.text)
        if self._next_is(">="):
            self.at += 1
            number = self._take("number", "a number").text
            return Vote(token.text, float(number) if "." in number else int(number))
        return self._named(token)

    def _at_least(self) -> Expression:
        count = self._take("number", "a count")
        if not self._next_is("of") or "." in count.text:
            raise self._error("'2 of (a, b, c)' expected", count.column)
        self.at += 1
        self._take("sign", "(")
        parts = [self.any_of()]
        while self._next_is(","):
            self.at += 1
            parts.append(self.any_of())
        self._take("sign", ")")
        return AtLeast(int(count.text), tuple(parts))

    def _named(self, token: _Token) -> Expression:
        if token.text in self.seats:
            return Vote(token.text, majority_quota(self.seats[token.text]))
        match = _SHARE.match(token.text)
        if match is None or match["chamber"] not in self.seats:
            return Player(token.text)
        top, bottom = int(match["top"]), int(match["bottom"])
        if not 0 < top <= bottom:
            raise self._error(f"a share of {top}/{bottom}", token.column)
        return Vote(match["chamber"], share_quota(self.seats[match["chamber"]], top, bottom))


def majority_quota(weights: Mapping[str, float]) -> float:
    """Return the least quota above half of the total, in steps of the weights' common unit.

    Examples
    --------
    >>> majority_quota({"a": 50, "b": 49, "c": 1})
    51
    """
    unit = _unit(weights)
    return _plain((sum(map(as_written, weights.values()), Fraction(0)) / 2 // unit + 1) * unit)


def share_quota(weights: Mapping[str, float], top: int, bottom: int) -> float:
    """Return the least quota of at least top/bottom of the total, in steps of the common unit.

    Examples
    --------
    >>> share_quota({str(i): 1 for i in range(435)}, 2, 3)
    290
    """
    unit = _unit(weights)
    total = sum(map(as_written, weights.values()), Fraction(0))
    return _plain(-(-total * top / bottom // unit) * unit)


def _unit(weights: Mapping[str, float]) -> Fraction:
    return Fraction(1, scaled_weights(weights.values())[1])


def _plain(number: Fraction) -> float:
    return int(number) if number.denominator == 1 else float(number)
