"""The shop's rules, as plain functions and frozen values; standard library only."""
