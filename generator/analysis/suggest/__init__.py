"""What an editor could say of a protocol's clauses, each with its reason; a person decides on all of it."""
