"""Every table of the site, to take along: the same rows as CSV files and as sheets of one workbook."""
