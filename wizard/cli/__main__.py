"""`python -m wizard.cli` is the `wizard` command."""

from wizard.cli import main

main(prog_name="wizard")
