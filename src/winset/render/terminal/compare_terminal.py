"""Results over many cases, on the terminal."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console

from winset.render.tables.layout import columns, table
from winset.render.terminal.leave_one_out_terminal import print_leave_one_out
from winset.render.terminal.report_terminal import print_table
from winset.reports.comparison.compare_parts import AnalysisPart, ScorePart
from winset.reports.comparison.compare_report import CompareReport

Say = Callable[[str], None]
_MODELS_SHOWN = 6


def print_comparison(report: CompareReport, console: Console, *, verbose: bool = False) -> None:
    """Print what was found over many cases.

    Parameters
    ----------
    report
        The document.
    console
        Where to print.
    verbose
        Every qualitative comparison, with truth tables, instead of the fuzzy ones.
    """

    def say(text: str = "") -> None:
        console.print(text, markup=False)

    noun = "case" if len(report.cases) == 1 else "cases"
    say(f"{len(report.cases)} {noun}, plan {report.plan}, {report.draws} draws each")
    for item in report.left_out:
        say(f"left out: {item.case} ({item.reason})")
    for text in report.warnings:
        say(f"Warning: {text}.")
    say()
    _print_cases(report, console)
    print_leave_one_out(report, console, say)
    _print_scores(report, console)
    _print_curve(report, console)
    _print_hypotheses(report, console, say)
    _print_analyses(report, console, say, verbose)
    _print_traces(report, say)
    for text in report.assumptions:
        say(f"Note: {text}.")


def _number(value: float | None, digits: int = 2) -> str:
    return "none" if value is None else f"{value:.{digits}f}"


_BILL = {True: "opens", False: "closes", None: "unknown"}


def _print_cases(report: CompareReport, console: Console) -> None:
    names = [condition.name for condition in report.conditions if condition.name != "LIB"]
    title = "Cases: conditions of the liberalising side, as membership in the set"
    heads = columns("case<", "bill<", "happened<", "verdict<", "P(passes)", *names)
    rows = []
    for row in report.cases:
        memberships = [row.liberal_side.get(name) for name in names]
        cells = [_number(None if found is None else found.membership) for found in memberships]
        word = row.verdict + ("" if row.agrees else " *")
        probability = f"{row.passage_probability:.2f}"
        rows.append([row.case, _BILL[row.liberalising], row.happened, word, probability, *cells])
    print_table(console, table(heads, rows, title))
    console.print("* not what happened; bill: opens or closes the market", markup=False)
    for item in report.conditions:
        console.print(f"{item.name}: {item.title}", markup=False)
    console.print()


def _print_scores(report: CompareReport, console: Console) -> None:
    heads = columns(
        "bills<",
        "cases",
        "adopted",
        "exactly right",
        "accuracy",
        "if all passed",
        "balanced",
        "Brier",
        "base rate",
        "all pass",
    )
    rows = []
    for name in ("all", "liberalising", "protectionist"):
        group = getattr(report.scoring, name)
        score: ScorePart = group.by_verdict
        cells = (
            name,
            str(score.cases),
            str(score.happened),
            f"{group.verdicts_right}",
            _number(score.accuracy),
            _number(score.accuracy_of_always),
            _number(score.balanced_accuracy),
            _number(score.brier, 3),
            _number(score.brier_of_base_rate, 3),
            _number(score.brier_of_always, 3),
        )
        rows.append(cells)
    print_table(console, table(heads, rows, "Scores"))
    console.print(
        "balanced: mean of the shares of adopted and of failed measures that were forecast; 0.50 "
        "is what any constant forecast gets",
        markup=False,
    )
    console.print(_without_a_model(report), markup=False)
    console.print()


def _without_a_model(report: CompareReport) -> str:
    whole, opening = report.scoring.all.by_verdict, report.scoring.liberalising.by_verdict
    closing = report.scoring.protectionist.by_verdict
    by_direction = opening.happened + closing.cases - closing.happened
    right = round((whole.accuracy or 0.0) * whole.cases)
    return (
        f"passes or not: the model is right in {right} of {whole.cases}; `every bill passes` in "
        f"{whole.happened}; `liberalising bills pass, protectionist ones do not` in {by_direction}"
    )


def _print_curve(report: CompareReport, console: Console) -> None:
    if not report.specification_curve:
        return
    heads = columns(
        "block<", "what differs<", "exactly right", "balanced", "Brier", "verdicts turned"
    )
    rows = [
        (
            item.id,
            item.title,
            str(item.verdicts_right),
            _number(item.score.balanced_accuracy),
            _number(item.score.brier, 3),
            str(len(item.turned)),
        )
        for item in report.specification_curve
    ]
    print_table(console, table(heads, rows, "Registered alternatives"))
    score = report.scoring.all.by_verdict
    console.print(
        f"{report.specification_curve[0].draws} draws each, so that the Brier score of `standard` "
        "may differ a little from the one above; beside: balanced 0.50 for any constant forecast, "
        f"Brier {_number(score.brier_of_base_rate, 3)} for the base rate",
        markup=False,
    )
    console.print()


def _print_hypotheses(report: CompareReport, console: Console, say: Say) -> None:
    title = "Hypotheses over cases (success: the liberalising side won, or the bill was adopted)"
    heads = columns("hypothesis<", "with", "without", "P(sign)", "Bayes factor", "at most")
    rows = [
        (
            item.id,
            f"{item.with_condition[0]} of {item.with_condition[1]}",
            f"{item.without_condition[0]} of {item.without_condition[1]}",
            _number(item.posterior),
            _number(item.bayes_factor),
            _number(item.strongest, 1),
        )
        for item in report.hypotheses
    ]
    print_table(console, table(heads, rows, title))
    for item in report.hypotheses:
        say(f"{item.id}: {item.reading}.")
    say("at most: the largest Bayes factor that any outcome of as many cases could give")
    say("")


def _print_analyses(report: CompareReport, console: Console, say: Say, verbose: bool) -> None:
    if report.analyses_reason is not None:
        say(f"Qualitative comparison left out: {report.analyses_reason}.")
        say("")
    for item in report.analyses:
        if verbose or item.kind == "fuzzy":
            _print_analysis(item, console, say, verbose)


def _print_analysis(item: AnalysisPart, console: Console, say: Say, verbose: bool) -> None:
    say(f"QCA, {item.kind}: {item.title} ({item.outcome}; conditions of the {item.side} side)")
    for case in item.without:
        say(f"  without {case.case}: {case.reason}")
    for text in item.warnings:
        say(f"  Warning: {text}.")
    if verbose and item.rows:
        _print_rows(item, console)
    if item.state != "solved":
        say(f"  no solution: {item.reason}")
    for family, models in item.models.items():
        tied = f", {len(models)} tied models" if len(models) > 1 else ""
        say(f"  {family}{tied}")
        for model in models[:_MODELS_SHOWN]:
            fit = model.fit
            noun = "assumption" if model.assumptions == 1 else "assumptions"
            say(
                f"    {model.text}  (consistency {_number(fit.consistency)}, coverage "
                f"{_number(fit.coverage)}, PRI {_number(fit.pri)}; {model.assumptions} {noun})"
            )
        if len(models) > _MODELS_SHOWN:
            say(f"    and {len(models) - _MODELS_SHOWN} more in --json")
    passed = [n.text for n in item.single_conditions if n.necessary]
    trivial = [n.text for n in item.single_conditions if n.trivial]
    say(f"  necessary: {', '.join(passed) or 'no single condition'}")
    if trivial:
        say(f"  consistent but trivial: {', '.join(trivial)}")
    if item.chance.share is not None:
        say(f"  shuffled outcomes cover as much in {item.chance.share:.0%} of the shuffles")
    if item.robustness is not None and item.robustness.solved:
        found = item.robustness
        terms = ", ".join(f"{t.text} {t.share:.0%}" for t in found.terms[:5])
        same = "" if found.same is None else f", the same models in {found.same:.0%}"
        say(f"  other cut-offs: {found.solved} of {found.variants} solved{same}; {terms}")
    say("")


def _print_rows(item: AnalysisPart, console: Console) -> None:
    names = list(item.rows[0].configuration)
    heads = columns(*names, "sufficient<", "consistency", "PRI", "cases<")
    rows = [
        (
            *(str(row.configuration[name]) for name in names),
            "contradictory" if row.contradictory else "yes" if row.sufficient else "no",
            _number(row.consistency),
            _number(row.pri),
            ", ".join(row.cases),
        )
        for row in item.rows
    ]
    print_table(console, table(heads, rows))


def _print_traces(report: CompareReport, say: Say) -> None:
    if not report.tracing:
        say("Process tracing: no evidence of these cases carries a test.")
    for item in report.tracing:
        say(
            f"Process tracing, {item.case}: {item.hypothesis}: {item.prior:.2f} to "
            f"{_number(item.posterior)} ({_number(item.low)} to {_number(item.high)} over the "
            f"ranges; {_number(item.if_independent)} if all clues were independent)"
        )
        for clue in item.clues:
            ratio = "infinite" if clue.ratio is None else f"{clue.ratio:.2f}"
            found = "found" if clue.found else "not found"
            counts = "" if clue.counts else ", not counted"
            say(f"  {clue.id}: {clue.kind}, {found}, likelihood ratio {ratio}{counts}")
        say(f"  {item.reason}")
    say("")
