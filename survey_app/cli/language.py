"""The language of a terminal."""

import os


def terminal_language() -> str:
    """Thai where the terminal's locale is Thai, else English."""
    locale = (
        os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    )
    return "th" if locale.lower().startswith("th") else "en"
