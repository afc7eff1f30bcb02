"""Prior beside posterior of every coefficient of the vote model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

    from winset.reports.comparison.estimate_report import EstimateReport

_Z90 = 1.6449


def plot_coefficients(report: EstimateReport) -> alt.VConcatChart:
    """Draw the 90 % interval of each coefficient before and after the recorded votes.

    Parameters
    ----------
    report
        What `winset estimate` found.

    Returns
    -------
    altair.VConcatChart
        One row a coefficient, on a scale of prior standard deviations round the prior mean.
    """
    import altair as alt

    data = alt.InlineData(values=_rows(report))
    order = [row.name for row in report.parameters]
    base = alt.Chart(data).encode(
        y=alt.Y("name:N", sort=order, title=None),
        yOffset=alt.YOffset("which:N", sort=["prior", "posterior"]),
        color=alt.Color(
            "which:N",
            sort=["prior", "posterior"],
            scale=alt.Scale(domain=["prior", "posterior"], range=["#9aa3ad", "#1f5fa8"]),
            legend=alt.Legend(title=None, orient="top"),
        ),
    )
    title = "prior standard deviations from the prior mean (90 % interval)"
    bars = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", title=title), x2="high:Q")
    points = base.mark_point(filled=True, size=45).encode(
        x="mean:Q", tooltip=["name:N", "which:N", "value:N"]
    )
    zero = (
        alt.Chart(data)
        .transform_filter("datum.which == 'prior'")
        .mark_tick(color="#c0392b", thickness=2, size=16)
        .encode(x="zero:Q", y=alt.Y("name:N", sort=order))
    )
    chart = (bars + points + zero).properties(width=460, height=30 * len(order))
    caption = f"Coefficients of the vote model from {len(report.cases)} cases; red: zero"
    return alt.vconcat(chart, title=alt.TitleParams(caption, anchor="start"))


def _rows(report: EstimateReport) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for row in report.parameters:
        centre, unit = row.prior.mean, row.prior.sd or 1.0
        posterior = row.posterior
        low = posterior.mean - _Z90 * posterior.sd if posterior.low is None else posterior.low
        high = posterior.mean + _Z90 * posterior.sd if posterior.high is None else posterior.high
        for which, ends in (
            ("prior", (centre - _Z90 * unit, centre, centre + _Z90 * unit)),
            ("posterior", (low, posterior.mean, high)),
        ):
            moments = row.prior if which == "prior" else posterior
            scaled = [(value - centre) / unit for value in ends]
            rows.append(
                {
                    "name": row.name,
                    "which": which,
                    "low": scaled[0],
                    "mean": scaled[1],
                    "high": scaled[2],
                    "zero": -centre / unit,
                    "value": f"{moments.mean:.3f} ({moments.sd:.3f})",
                }
            )
    return rows
