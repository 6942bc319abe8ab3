"""From diagnostics to text, JSON, GitHub annotations and SARIF."""
