"""What C-STORE costs beside other servers: `make bench`."""
