"""The edges between the witnesses of the API, one module each; thin, as contract/ does the comparing."""
