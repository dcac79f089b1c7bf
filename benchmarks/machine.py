"""What a figure was measured on."""

import os
import platform


def describe_machine() -> str:
    """Processor count, memory and versions, in one line."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    memory = pages * size // 1024**3
    return f"{os.cpu_count()} cores, {memory} GiB, {platform.system()}, Python {platform.python_version()}"
