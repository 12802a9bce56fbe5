"""A real Prefect server, a real worker, real deployments: what an operator would meet."""
