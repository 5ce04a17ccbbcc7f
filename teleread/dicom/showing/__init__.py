"""What a viewer is told and given of an Instance."""
