"""In what words? Documents, days, figures, names, verdicts and explanations.

Nothing in this room knows a commune or a tier; every other room may import it.
"""
