"""What the product does for people: each method is one transaction, or a part of its caller's (`Services.together`)."""
