"""What a policy asks for, in values and in words, and whether somebody can give it."""
