"""What the house does for people: each method is one transaction."""
