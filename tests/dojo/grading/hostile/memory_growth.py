# Takes more and more memory.
# memory: took more than 1,000 MB


taken = []
while True:
    taken.append(b"x" * 50_000_000)
