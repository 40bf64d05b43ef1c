"""What people decide: one immutable value, its checks, and the changes of it."""
