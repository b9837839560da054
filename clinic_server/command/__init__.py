"""What a technician asks of `clinic-server` besides running it: one module a subcommand, each with its `main`."""
