"""The domain: protocols, registers and settings, frozen, without input or output."""
