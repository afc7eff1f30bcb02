"""The part of the parameter block that says how members vote: coefficients with their spread."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from winset.cases.model.quantities import (
    Coded,
    NonNegativeQuantity,
    Number,
    PositiveNumber,
    Quantity,
    UnitQuantity,
)
from winset.foundation.coefficients import (
    COEFFICIENTS,
    DELETED_FORMS,
    LAST_WITH_THEM,
    PRIORS,
    SCALES,
)


class Coefficient(Coded):
    """A coefficient: normal with this mean and standard deviation.

    Of a standard deviation (s_a, s_p, s_t) with mean 0, the half normal of scale ``sd``.
    """

    mean: Number = Field(description="Mean.")
    sd: Annotated[Number, Field(ge=0)] = Field(
        description="Standard deviation; 0 fixes the coefficient."
    )


class Finding(Coded):
    """Result of the trials of the estimation for one coefficient."""

    recovered: bool | None = Field(
        default=None,
        description="Whether a casebook of this size could teach it, were the model true.",
    )
    slope: Number | None = Field(
        default=None, description="Slope of the estimate on the truth in casebooks drawn from it."
    )
    placebo: Coefficient | None = Field(
        default=None, description="Posterior where what it works on was made meaningless."
    )


class Benches(Coded):
    """Party lines in a parliament that makes the government, in surplus units."""

    government: NonNegativeQuantity = Field(
        default=Quantity(low=0.1, likely=0.25, high=0.4),
        description="What voting with the government is worth to members of its benches.",
    )
    opposition: NonNegativeQuantity = Field(
        default=Quantity(low=0.0, likely=0.1, high=0.25),
        description="What voting against the government is worth to members of the opposition's.",
    )


class Duration(Coded):
    """Duration of a proposal: log days over log work days."""

    constant: Number = Field(default=0.75, description="At no division and without a broker.")
    division: Number = Field(default=0.25, description="Effect of division, 0 to 1.")
    broker: Number = Field(
        default=0.01, description="By how much a broker in full coordination shortens it."
    )
    spread: PositiveNumber = Field(default=1.43, description="Standard deviation of the error.")

    @property
    def values(self) -> tuple[float, float, float, float]:
        """All four numbers in this order."""
        return self.constant, self.division, self.broker, self.spread


class Joining(Coded):
    """Chances of joining the common campaign: slopes of a logit."""

    stake: Number = Field(default=0.01, description="Slope of the stake, 0 to 1.")
    vote_distance: Number = Field(
        default=-1.72, description="Slope of the distance to the platform on the vote axes."
    )
    reason_distance: Number = Field(default=2.47, description="The same on the reason axes.")

    @property
    def values(self) -> tuple[float, float, float]:
        """All three slopes in this order."""
        return self.stake, self.vote_distance, self.reason_distance


class VoteModel(Coded):
    """Votes of members: the coefficients, and whether purses move votes."""

    contest: Literal["simultaneous", "none"] = Field(
        default="simultaneous", description="What the two purses do to votes."
    )
    usual_cohesion: PositiveNumber = Field(
        default=0.5, description="Cohesion at which the opponents' fund is worth what it holds."
    )
    benches: Benches = Field(
        default=Benches(),
        description="Party lines; they enter only where a case says who sits on which `benches`.",
    )
    feedback: UnitQuantity = Field(
        default=Quantity(low=0.0, likely=0.25, high=0.5),
        description="kappa: share of a proposal's worth that is lost where it comes on the last "
        "day.",
    )
    duration: Duration = Field(
        default=Duration(), description="How long a proposal takes whose day is not known."
    )
    joining: Joining = Field(
        default=Joining(), description="Who joins where nothing is recorded of it."
    )
    coefficients: dict[str, Coefficient] = Field(
        default={name: Coefficient(mean=mean, sd=sd) for name, (mean, sd) in PRIORS.items()},
        description="Mean and spread of each coefficient. Default: the registered priors.",
    )
    sample: list[list[Number]] = Field(
        default_factory=list,
        max_length=20_000,
        description="Equally weighted draws of all coefficients, in their order; when given, they "
        "take the place of the normals.",
    )
    findings: dict[str, Finding] = Field(
        default_factory=dict, description="What trials of the estimation say, by coefficient."
    )
    source: Literal["estimated", "set"] = Field(
        default="set", description="Whether the coefficients were estimated from recorded votes."
    )

    @model_validator(mode="before")
    @classmethod
    def _without_deleted_forms(cls, data: Any) -> Any:
        """Read an older block, unless one of the deleted forms is in force in it."""
        if not isinstance(data, dict):
            return data
        for field in ("contest", "willingness"):
            if data.get(field) in DELETED_FORMS:
                raise ValueError(
                    f"`{field}: {data[field]}` was deleted from the model, since recorded votes "
                    f"show nothing for it; commit {LAST_WITH_THEM} was the last to run it"
                )
        gone = {"influence"} | ({"willingness"} if data.get("willingness") == "climate" else set())
        return {name: value for name, value in data.items() if name not in gone}

    @model_validator(mode="after")
    def _complete(self) -> VoteModel:
        missing = [name for name in COEFFICIENTS if name not in self.coefficients]
        unknown = [name for name in self.coefficients if name not in COEFFICIENTS]
        if missing or unknown:
            what = f"missing: {', '.join(missing)}" if missing else f"unknown: {', '.join(unknown)}"
            raise ValueError(f"the coefficients are {', '.join(COEFFICIENTS)}; {what}")
        wrong = next((row for row in self.sample if len(row) != len(COEFFICIENTS)), None)
        if wrong is not None:
            raise ValueError(
                f"each draw of the sample holds {len(COEFFICIENTS)} numbers, one has {len(wrong)}"
            )
        negative = [n for n in SCALES if self.coefficients[n].mean < 0]
        places = [list(COEFFICIENTS).index(name) for name in SCALES]
        if negative or any(row[place] < 0 for row in self.sample for place in places):
            raise ValueError(f"{', '.join(SCALES)} are standard deviations and cannot be negative")
        return self
