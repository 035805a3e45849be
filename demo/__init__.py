"""`make demo`: the whole product beside practice malls, with made-up people, on this machine alone."""
