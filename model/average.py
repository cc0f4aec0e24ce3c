"""Average the weights of small networks that learnt from the same start: one network, better than each of them.

python model/average.py FIRST.pt=0.3 SECOND.pt=0.4 THIRD.pt=0.3 [--out build/model/student.pt]

Networks that went on from one another in runs of their own lie in one valley, and their mean lies deeper in it
(Wortsman et al., "Model soups", ICML 2022). Shares need not sum to one; they are made to.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(networks: list[tuple[Path, float]]) -> dict[str, object]:
    """The first network with the mean of all weights.

    Raises:
        ValueError: two networks have other shapes.
    """
    whole = sum(share for _, share in networks)
    made = torch.load(networks[0][0])
    mean = {name: torch.zeros_like(weight, dtype=torch.float64) for name, weight in made["weights"].items()}
    for path, share in networks:
        other = torch.load(path)
        if other["shape"] != made["shape"]:
            raise ValueError(f"{path} has another shape than {networks[0][0]}.")
        for name, weight in other["weights"].items():
            mean[name] += weight.double() * share / whole
    made["weights"] = {name: mean[name].to(weight.dtype) for name, weight in made["weights"].items()}
    return made


def share_of(argument: str) -> tuple[Path, float]:
    """A network and its share, as the command line has them."""
    path, _, share = argument.partition("=")
    return Path(path), float(share or 1)


def main() -> None:
    """Write the mean."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("networks", type=share_of, nargs="+", metavar="FILE=SHARE")
    options.add_argument("--out", type=Path, default=Path("build/model/student.pt"))
    given = options.parse_args()
    torch.save(average(given.networks), given.out)


if __name__ == "__main__":
    main()
