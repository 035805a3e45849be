"""One module a mall: who is asking, is it signed as it must be, and what the mall answers then."""
