# Never comes to an end.
# timeout: endless loop


while True:
    pass
