"""The kit's comparing library: reads each witness of the API and returns the places where two of them differ."""
