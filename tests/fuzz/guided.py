"""Fuzzes one target as its code is covered: `python -m tests.fuzz.guided TARGET -runs=N`.

Needs Atheris, which stands in requirements-fuzz.lock and in no other environment (made by `make
fuzz-guided`). What covers new code is kept for the time of the run; flags are libFuzzer’s. An
input that fails is written to tests/fuzz/found/ by name of its hash.
"""

import random
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["fairnotice", "yaml", "markdown"]):
    from tests.fuzz.inputs import bent_once, seeds
    from tests.fuzz.targets import TARGETS

_FOUND = Path(__file__).parent / "found"


def main() -> None:
    """Runs until the count is reached or an input fails."""
    target, *flags = sys.argv[1:]

    def mutated(raw: bytes, largest: int, number: int) -> bytes:
        """Half by libFuzzer's own ways, half by pieces of the target's language."""
        chance = random.Random(number)  # noqa: S311  # inputs, not secrets
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(raw, largest))
        return bent_once(raw, target, chance)[:largest]

    _FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, raw in enumerate(seeds(target)):
            (Path(corpus) / str(number)).write_bytes(raw)
        limits = ["-timeout=10", "-rss_limit_mb=1500", "-max_len=4096"]
        told = [f"-artifact_prefix={_FOUND}/{target}-"]
        argv = [sys.argv[0], corpus, *limits, *told, *flags]
        atheris.Setup(argv, TARGETS[target][0], custom_mutator=mutated)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
