"""The faces of the app: what each person of the shop sees and touches."""
