"""The command `kata`: the course, its judge, and what learners, workshops and graders see of them."""
