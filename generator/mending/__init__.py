"""Faults that can be mended without a loss: as changes to the text at their places, each with its proof."""
