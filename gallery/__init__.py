"""Every screen in every state, as a browser shows it: to be looked at, and checked by machines."""
