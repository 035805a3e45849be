"""Why somebody is reminded, when, and in which words: worked out of facts, without a database."""
