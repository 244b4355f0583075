"""What the publications look like; a package, so that the templates travel in an egg."""
