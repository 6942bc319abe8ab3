"""From the text of a YAML file to plain data and the position of every value."""
