"""What others' machines need to grade one submission at a time, and what they run to do it."""
