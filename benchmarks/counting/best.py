"""What each of the programs does around its count: it runs without our packages beside it."""

import json
import resource
import sys
import time


def main(ways):
    """`WAY FILE…`: count once for each line that is read, and say how long, what, and how large."""
    way, files = ways[sys.argv[1]], sys.argv[2:]
    for _line in sys.stdin:
        began = time.perf_counter()
        answer = [way(file) for file in files]
        seconds = time.perf_counter() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "answer": answer, "memory": memory}), flush=True)
