#!/usr/bin/env python3
"""Takes from a reference set what `trimscope doctor` compares with: see README.md."""
import argparse
import json
import pathlib

import numpy
from safetensors.numpy import load_file

RATIO = "0.10"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--set", required=True, help="folder made by make_reference.py")
    arguments.add_argument("--case", default="case-01.safetensors")
    arguments.add_argument("--output", required=True, help="JSON file")
    given = arguments.parse_args()
    folder = pathlib.Path(given.set)
    listing = json.loads((folder / "cases.json").read_text())
    case = next(each for each in listing["cases"] if each["file"] == given.case)
    tensors = load_file(folder / given.case)
    trim = "trim." + RATIO.replace(".", "")
    pixels = tensors["image.0"]
    expected = dict(
        madeWith=listing["made_with"], width=pixels.shape[1], height=pixels.shape[0], rgb=pixels.reshape(-1).tolist(),
        ids=case["input_ids"], logits=rounded(tensors["prefill.logits"][-1]), tokens=tensors["greedy.tokens"].tolist(),
        tokenLogits=rounded(tensors["greedy.logits"]), ratio=float(RATIO), kept=tensors[trim + ".kept"].tolist(),
        trimmedTokens=tensors[trim + ".tokens"].tolist(), trimmedTokenLogits=rounded(tensors[trim + ".logits"]))
    pathlib.Path(given.output).write_text(json.dumps(expected, separators=(",", ":")) + "\n")


def rounded(values):
    """Seven digits are all that float32 holds."""
    return json.loads(json.dumps(values.astype(float).tolist()), parse_float=lambda text: float(numpy.float32(text)))


if __name__ == "__main__":
    main()
