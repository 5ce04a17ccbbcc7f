"""Pictures derived from an Instance for a thin line: a preview, a preview clip, a smaller lossless stream."""
