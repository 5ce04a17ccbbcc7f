"""Untrusted bytes are decoded in processes that may die."""
