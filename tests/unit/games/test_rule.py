"""What a rule of ratification accepts, refuses and answers."""

import itertools
import pickle

import pytest

from winset.foundation.errors import InputError, WinsetError
from winset.games.rule import (
    Acquiescence,
    AllOf,
    AnyOf,
    AtLeast,
    Player,
    Rule,
    Vote,
    rule_from_text,
)

HOUSE = {f"representative {i}": 1 for i in range(435)}
SENATE = {f"senator {i}": 1 for i in range(100)}
BILL = "House & Senate & President | House_2_3 & Senate_2_3"


def bill() -> Rule:
    return rule_from_text(BILL, {"House": HOUSE, "Senate": SENATE})


def first(members: dict[str, int], count: int) -> list[str]:
    return list(itertools.islice(members, count))


def test_a_bill_passes_with_two_majorities_and_the_president_or_by_override() -> None:
    rule = bill()
    assert rule.is_winning([*first(HOUSE, 218), *first(SENATE, 51), "President"])
    assert not rule.is_winning([*first(HOUSE, 218), *first(SENATE, 51)])
    assert not rule.is_winning([*first(HOUSE, 217), *first(SENATE, 100), "President"])
    assert rule.is_winning([*first(HOUSE, 290), *first(SENATE, 67)])
    assert not rule.is_winning([*first(HOUSE, 290), *first(SENATE, 66)])


def test_operators_and_text_give_the_same_rule() -> None:
    built = Vote("House", 218) & Vote("Senate", 51) & Player("President") | Vote(
        "House", 290
    ) & Vote("Senate", 67)
    assert Rule(built, {"House": HOUSE, "Senate": SENATE}) == bill()
    assert str(bill()) == ("House >= 218 & Senate >= 51 & President | House >= 290 & Senate >= 67")


def test_text_reads_parentheses_counts_acquiescence_and_decimal_quotas() -> None:
    seats = {"shares": {"a": 0.5, "b": 0.3, "c": 0.2}}
    rule = rule_from_text("(shares >= 0.5 | d) & 2 of (x, y, z) & acquiescence(g)", seats)
    assert rule.players == ("a", "b", "c", "d", "x", "y", "z", "g")
    assert rule.is_winning({"b", "c", "x", "z", "g"})
    assert not rule.is_winning({"b", "c", "x", "z"})
    assert not rule.is_winning({"b", "c", "x", "g"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("House &", "at the end"),
        ("House & (Senate", "at the end"),
        ("House ? Senate", "column 6"),
        ("House Senate", "column 7"),
        ("2 off (a, b)", "2 of"),
        ("House_4_3", "4/3"),
        ("House >= x", "number"),
    ],
)
def test_text_that_does_not_parse_names_the_column_or_what_is_missing(text, message) -> None:
    with pytest.raises(InputError, match=message.replace("(", r"\(")):
        rule_from_text(text, {"House": HOUSE, "Senate": SENATE})


def test_clauses_keep_the_highest_quota_and_drop_the_dominated() -> None:
    seats = {"h": {"a": 3, "b": 2}}
    rule = Rule(
        AnyOf(
            (AllOf((Vote("h", 3), Vote("h", 4))), Vote("h", 5), AllOf((Vote("h", 4), Player("p"))))
        ),
        seats,
    )
    (clause,) = rule.clauses()
    assert dict(clause.quotas) == {"h": 4}
    assert clause.players == ()


def test_clauses_of_a_bill_are_majority_with_president_and_override() -> None:
    first_way, second_way = bill().clauses()
    assert dict(first_way.quotas) == {"House": 218, "Senate": 51}
    assert first_way.players == ("President",)
    assert dict(second_way.quotas) == {"House": 290, "Senate": 67}
    assert second_way.players == ()


def test_consent_implies_acquiescence_among_clauses() -> None:
    rule = Rule(AnyOf((Acquiescence("g"), Player("g"))), {})
    (clause,) = rule.clauses()
    assert clause.acquiescences == ("g",)


def test_clauses_and_is_winning_agree_on_every_coalition() -> None:
    seats = {"h": {"a": 3, "b": 2, "c": 1}, "s": {"b": 1, "c": 1, "d": 2}}
    rule = Rule(AtLeast(2, (Vote("h", 4), Vote("s", 3), Player("p") | Acquiescence("d"))), seats)
    for size in range(len(rule.players) + 1):
        for coalition in itertools.combinations(rule.players, size):
            by_clause = any(
                all(
                    sum(w for name, w in seats[chamber].items() if name in coalition) >= quota
                    for chamber, quota in clause.quotas.items()
                )
                and set(clause.players + clause.acquiescences) <= set(coalition)
                for clause in rule.clauses()
            )
            assert rule.is_winning(coalition) == by_clause


def test_too_many_clauses_are_refused_but_the_rule_still_decides() -> None:
    rule = Rule(AtLeast(15, tuple(Player(f"p{i}") for i in range(30))), {})
    with pytest.raises(InputError, match="ways to win"):
        rule.clauses()
    assert rule.is_winning([f"p{i}" for i in range(15)])
    assert rule.classes() == (rule.players,)


def test_equal_members_and_interchangeable_veto_players_share_a_class() -> None:
    council = Rule(
        AllOf((*(Player(name) for name in ("US", "UK", "FR", "RU", "CN")), Vote("other", 4))),
        {"other": {f"E{i}": 1 for i in range(10)}},
    )
    assert sorted(map(len, council.classes())) == [5, 10]
    assert [len(group) for group in bill().classes()] == [435, 100, 1]


def test_a_president_and_a_vice_president_with_different_parts_are_kept_apart() -> None:
    rule = rule_from_text("P & (s >= 2 | s >= 1 & VP)", {"s": {"a": 1, "b": 1}})
    assert rule.classes() == (("a", "b"), ("P",), ("VP",))


def test_weights_in_several_chambers_count_in_each() -> None:
    seats = {"house": {"D": 200, "R": 235}, "senate": {"D": 52, "R": 48}}
    rule = Rule(Vote("house", 218) & Vote("senate", 51), seats)
    assert not rule.is_winning({"D"})
    assert not rule.is_winning({"R"})
    assert rule.is_winning({"D", "R"})


def test_decimals_are_read_as_written() -> None:
    rule = Rule.weighted([0.1, 0.1, 0.1], quota=0.3)
    assert rule.is_winning({"1", "2", "3"})
    third = Rule.weighted([1] * 100, quota=0.55 * 100)
    assert third.is_winning([str(i) for i in range(1, 56)])


def test_a_dummy_is_allowed_and_zero_weight_never_decides() -> None:
    rule = Rule.weighted({"a": 2, "b": 0}, quota=1)
    assert rule.is_winning({"a"})
    assert not rule.is_winning({"b"})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Rule.weighted([1, -1], quota=1), "weights are >= 0"),
        (lambda: Rule.weighted([1, float("nan")], quota=1), "finite"),
        (lambda: Rule.weighted([1, float("inf")], quota=1), "finite"),
        (lambda: Rule.weighted([1, 1], quota=3), "above the total 2"),
        (lambda: Rule.weighted([1, 1], quota=0), "everybody wins"),
        (lambda: Rule.weighted([1, 1], quota=float("nan")), "finite"),
        (lambda: Rule.weighted([], quota=1), "above the total 0"),
        (lambda: Rule.weighted([1, 1], quota=1, names=["a", "a"]), "duplicate names: a"),
        (lambda: Rule.weighted([1, 1], quota=1, names=["a"]), "2 weights but 1 names"),
        (lambda: Rule.weighted({"a": 1}, quota=1, names=["a"]), "not both"),
        (lambda: Rule(Vote("senate", 1), {"house": {"a": 1}}), "chambers with seats: house"),
        (lambda: Rule(AllOf(()), {}), "at least one part"),
        (lambda: Rule(AtLeast(3, (Player("a"), Player("b"))), {}), "from 1 to 2"),
        (lambda: Rule(Player(""), {}), "needs a name"),
        (lambda: Rule(Vote("h", 3, of=2), {"h": {"a": 4}}), "membership"),
    ],
)
def test_a_rule_without_meaning_is_refused_with_what_would_be_right(make, message) -> None:
    with pytest.raises(WinsetError, match=message):
        make()


def test_a_name_that_is_no_player_is_refused() -> None:
    with pytest.raises(InputError, match="nobody"):
        Rule.weighted({"a": 1}, quota=1).is_winning({"a", "nobody"})


def test_a_rule_is_immutable_hashable_and_survives_a_worker_process() -> None:
    rule = bill()
    with pytest.raises(AttributeError):
        rule.expression = Player("x")  # type: ignore[misc]
    with pytest.raises(TypeError):
        rule.seats["House"] = {}  # type: ignore[index]
    assert hash(rule) == hash(bill())
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301
