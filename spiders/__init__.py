"""Where the news comes from: one module a source, named like its spider."""
