"""Colours of the figures: one meaning, one colour, safe for colour-blind readers and in grey."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """The colours by what they mean.

    Blue and vermilion are those of Okabe and Ito (2008), darkened or lightened until text in them
    reads on the ground; within a palette no two roles share a colour, so that a page can exchange
    one palette for the other.
    """

    ground: str
    ink: str
    quiet: str
    faint: str
    line: str
    supports: str
    opposes: str
    indifferent: str
    accent: str
    record: str

    def side(self, side: str | None) -> str:
        """Colour of a side: `supports`, `opposes` or anything else."""
        return {"supports": self.supports, "opposes": self.opposes}.get(
            side or "", self.indifferent
        )


LIGHT: Final = Palette(
    ground="#ffffff",
    ink="#1b1f24",
    quiet="#565d66",
    faint="#e8eaed",
    line="#b3b9c1",
    supports="#0067a5",
    opposes="#c24e00",
    indifferent="#7b828b",
    accent="#8a6a00",
    record="#7a3b7e",
)

DARK: Final = Palette(
    ground="#14181d",
    ink="#eceff2",
    quiet="#a9b1ba",
    faint="#272d34",
    line="#4d565f",
    supports="#5cb3ea",
    opposes="#f28b46",
    indifferent="#8f98a2",
    accent="#e3bd3f",
    record="#cf9bd3",
)


def palette(theme: Theme) -> Palette:
    """Palette of a theme."""
    return DARK if theme == "dark" else LIGHT


def dark_of() -> dict[str, str]:
    """Colour of the dark palette for each colour of the light one."""
    return {getattr(LIGHT, role.name): getattr(DARK, role.name) for role in fields(Palette)}
