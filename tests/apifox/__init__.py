"""Unit tests of apifox/: pages with every trap that is known, each with its expected facts beside it."""
