"""Takes the pictures of the user manual: a site, a camera and the scenes."""
