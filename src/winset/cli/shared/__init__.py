"""Parts shared by several verbs."""
