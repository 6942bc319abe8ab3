"""Local Protocols: check, compare and publish the protocols of local authorities."""
