"""`python -m ocdsl`: the same as the command `ocdsl`."""

from ocdsl.cli.main import main

if __name__ == "__main__":
    main()
