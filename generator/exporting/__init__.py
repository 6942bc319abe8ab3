"""From views to the files that a reader takes away."""
