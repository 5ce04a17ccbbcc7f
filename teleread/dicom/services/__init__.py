"""What a device is answered beside verification and storage."""
