"""What the site knows, as documents for programs: one model gives each document and its schema."""
