"""What the product does for people: each method is one transaction."""
