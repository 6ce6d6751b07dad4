"""What each of the programs does around its count: it runs without our packages beside it."""

import json
import resource
import sys
import time


def main(ways):
    """`WAY ROUNDS FILE…`: say the best time, the answer and the memory of one way to count."""
    way, rounds, files = ways[sys.argv[1]], int(sys.argv[2]), sys.argv[3:]
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = [way(file) for file in files]
        times.append(time.perf_counter() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": min(times), "answer": answer, "memory": memory}))
