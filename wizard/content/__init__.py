"""Guides as files, revisions, releases and drafts."""
