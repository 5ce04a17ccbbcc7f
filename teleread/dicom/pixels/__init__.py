"""Frames: found, decoded, windowed, drawn, encoded."""
