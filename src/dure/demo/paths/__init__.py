"""The ways a difficulty can go, as scripts that wait for their moments and then act."""
