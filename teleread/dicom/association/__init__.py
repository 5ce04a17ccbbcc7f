"""What both directions of an association share: who may call, and what is answered."""
