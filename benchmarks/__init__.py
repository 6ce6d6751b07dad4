"""How quick the house is, against something plain that is measured in the same run."""
