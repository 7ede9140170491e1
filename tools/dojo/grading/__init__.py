"""The grader: reads what a class has handed in, judges it, and writes what a teacher's tools read."""
