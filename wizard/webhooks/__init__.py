"""Tells other systems what happened, by Standard Webhooks: where to, how it is signed, and one call.

Source: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
"""
