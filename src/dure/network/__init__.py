"""Who is in the network: people, organisations, places, groups, roles and grants."""
