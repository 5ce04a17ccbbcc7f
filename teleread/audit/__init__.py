"""Who saw or did what, chained and sealed."""
