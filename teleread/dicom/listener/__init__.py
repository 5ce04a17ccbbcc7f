"""The listener: one port, a data path of our own for storage, pynetdicom for everything else."""
