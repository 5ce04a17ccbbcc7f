"""Remote reading: a clinic's study to a district specialist, and the signed report home."""
