"""The process of one side of a case in Python; host.ts says the protocol.

    python host.py <the side's module>
"""

import importlib.util
import json
import sys
import time
from pathlib import Path

import numpy as np

MARK = "@bench "
MOST = 1000


def reply(message):
    sys.stdout.write(f"{MARK}{json.dumps(message)}\n")
    sys.stdout.flush()


def thin(numbers):
    numbers = np.asarray(numbers, dtype=np.float64).reshape(-1)
    if len(numbers) <= MOST:
        return numbers.tolist()
    return numbers[(np.arange(MOST) * len(numbers)) // MOST].tolist()


def load(path):
    spec = importlib.util.spec_from_file_location("side", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(side, milliseconds):
    times, processor = [], []
    while True:
        if hasattr(side, "before"):
            side.before()
        used, started = time.process_time(), time.perf_counter()
        side.run()
        times.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - used) * 1000)
        if sum(processor) >= milliseconds:
            return {"times": times, "processor": processor}


def main():
    # Prints of libraries must not mix with the replies of one line each; those go to the same place, marked.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
    side = None
    for line in sys.stdin:
        command = json.loads(line)
        try:
            if command["do"] == "prepare":
                inputs = {
                    name: np.fromfile(given["file"], "<f4").reshape(given["shape"])
                    for name, given in command["inputs"].items()
                }
                side = load(sys.argv[1]).prepare(command["setting"], inputs)
                reply({"prepared": side is not None})
            elif command["do"] == "run":
                reply(run(side, command["time"]))
            else:
                reply({"answer": thin(side.answer())})
        except Exception as error:  # the parent reports it and goes on with the others
            reply({"error": f"{type(error).__name__}: {error}"})


main()
