"""Ways of looking for a perverse incentive; the solver is imported here and nowhere else."""
