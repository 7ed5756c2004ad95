"""What happens in the clusters, for everybody who may know."""
