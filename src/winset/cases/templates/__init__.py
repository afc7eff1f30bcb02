"""The commented skeletons that `winset new` starts a case from."""
