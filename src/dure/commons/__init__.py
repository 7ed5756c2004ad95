"""What members bring up together: policy proposals with their evidence."""
