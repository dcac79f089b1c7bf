"""Speed and size, measured: one command each; see README.md."""
