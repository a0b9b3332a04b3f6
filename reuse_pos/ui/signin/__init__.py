"""Who is at the screen: picture and secret code, or a badge."""
