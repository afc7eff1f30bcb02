"""The second codebook: its defaults with their sources, and the tables of facts they start from."""
