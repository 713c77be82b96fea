"""`python -m rehearsal`: what `make rehearse` runs."""

import sys

from rehearsal.run.main import main

if __name__ == "__main__":
    sys.exit(main())
