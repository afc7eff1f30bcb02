"""Documents: what each study found, typed and marked, with its sentences and tables."""
