"""From a view to the Markdown text of its page."""
