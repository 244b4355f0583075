"""One day's issue: its window, what is chosen, its highlights, and the value that is printed."""
