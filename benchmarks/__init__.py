"""How long things take, and how much they need. Nothing here is part of the tests."""
