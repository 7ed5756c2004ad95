"""What people ask about their own data, by when it is answered, and how."""
