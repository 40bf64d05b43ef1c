"""What to look at: routes, warnings, suggestions, explanations, comparisons."""
