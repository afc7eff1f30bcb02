"""The errors of this project: every one a user can cause derives from `WinsetError`."""


class WinsetError(Exception):
    """Something this project refuses, with what is wrong and what would be right."""


class InputError(WinsetError):
    """The input is wrong: a number, a name or a combination that has no meaning."""
