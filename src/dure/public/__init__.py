"""Pages for everybody: the story of the network, its solved cases."""
