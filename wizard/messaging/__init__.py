"""Tells sellers something: one adapter a channel, behind one interface."""
