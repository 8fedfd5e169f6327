"""Speed of the client, each figure beside a peer that is measured in the same run."""
