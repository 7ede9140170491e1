"""The learner's home: a screen that stays open beside the editor, and shows each save's verdict."""
