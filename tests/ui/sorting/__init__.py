"""Tests of the sorting screens; a package, since they share their bench with its fixtures."""
