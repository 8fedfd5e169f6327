"""Ships the client: copies it into other code bases, and tells what a release of it would break."""
