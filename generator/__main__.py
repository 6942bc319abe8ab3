"""`python -m generator` is `protocols`."""

from generator.cli import main

if __name__ == "__main__":
    main()
