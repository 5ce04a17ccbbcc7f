"""The steps of a study from the order to the acknowledgement."""
