"""The search for perverse incentives: who could gain without helping anyone, and how."""
