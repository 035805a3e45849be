"""How fast and how heavy the wizard is, measured against a bare Flask app: a report, no test."""
