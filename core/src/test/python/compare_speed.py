#!/usr/bin/env python3
"""Times the program's `bench` against transformers on the same checkpoint and CPU, turn by turn: see README.md."""
import argparse
import json
import os
import shlex
import statistics
import subprocess
import time

import torch

import reference
from twin import DecoderRun, Kernels, LayerPass, TextDecoder

PHASES = ("picture", "prefill", "token")


def milliseconds(work):
    start = time.perf_counter()
    out = work()
    return 1e3 * (time.perf_counter() - start), out


class Transformers:
    """The library's own forward passes: picture and projector, prompt with given states, one token at a time."""

    def __init__(self, model, given, tokens):
        self.model, self.given, self.tokens = model, given, tokens

    def encode(self):
        names = ("pixel_values", "aspect_ratio_ids", "aspect_ratio_mask")
        out = self.model.model.vision_model(**{name: self.given[name] for name in names})
        states = self.model.model.multi_modal_projector(out.last_hidden_state)
        return states.reshape(-1, states.shape[-2], states.shape[-1])

    def turn(self):
        picture, states = milliseconds(self.encode)
        ids, mask = self.given["input_ids"], self.given["cross_attention_mask"]
        # The library would project all rows to logits; it can be told to do the last one only, as the program does.
        prefill, out = milliseconds(lambda: self.model(input_ids=ids, cross_attention_states=states, use_cache=True,
                                                       cross_attention_mask=mask, logits_to_keep=1))
        times, cache = [], out.past_key_values
        for _ in range(self.tokens):
            mask = torch.cat([mask, mask[:, -1:]], 1)
            token = out.logits[:, -1:].argmax(-1)
            step, out = milliseconds(lambda: self.model(input_ids=token, past_key_values=cache, use_cache=True,
                                                        cross_attention_mask=mask, logits_to_keep=1))
            times.append(step)
        return dict(picture=picture, prefill=prefill, token=statistics.median(times))


class Twin:
    """The program's kernels, called from Python: what is left when Java is taken out."""

    def __init__(self, archive, model, given, tokens, states):
        self.decoder, self.given, self.tokens = TextDecoder(Kernels(archive, "cpu"), model), given, tokens
        self.states = states.reshape(-1, states.shape[-1])

    def turn(self):
        ids, rows = self.given["input_ids"], self.given["input_ids"].shape[1]

        def prefill():
            run = DecoderRun(self.decoder, self.states, self.states.shape[0], rows + self.tokens)
            return run, LayerPass([run], rows, reference.BEFORE).logits(ids)
        first, (run, logits) = milliseconds(prefill)
        caches, times = run.decode_caches(), []
        for step in range(self.tokens):
            token = logits.argmax(-1, keepdim=True)
            took, logits = milliseconds(lambda: run.decode(token, caches, rows + step))
            times.append(took)
        return dict(prefill=first, token=statistics.median(times))


def program(command, threads, model, dtype, rows, tokens, repeats):
    """One start of the program, which warms up by itself; without the allocator that the library is given."""
    arguments = shlex.split(command) + ["bench", "--json", "--threads", str(threads), "--model", model, "--dtype", dtype, "--ratios", "1.0",
                                        "--kept", "1.0", "--batch", "1", "--prompt", str(rows), "--tokens", str(tokens),
                                        "--repeat", str(repeats)]
    environment = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "MALLOC_CONF")}
    done = subprocess.run(arguments, stdout=subprocess.PIPE, check=True, text=True, env=environment)
    report = json.loads(done.stdout)
    row = report["rows"][0]
    return dict(picture=report["visionMillis"], prefill=row["prefillMillis"], token=row["tokenMillis"])


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", required=True, help="how to start the command line, such as 'java -jar …'")
    arguments.add_argument("--kernels", required=True, help="archive written by 'trimscope kernels FILE'")
    arguments.add_argument("--model", required=True, help="checkpoint folder")
    arguments.add_argument("--dtype", default="float32", choices=("float32", "bfloat16"))
    arguments.add_argument("--rows", type=int, default=32)
    arguments.add_argument("--tokens", type=int, default=16)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--repeats", type=int, default=5, help="of every contestant in a round")
    given = arguments.parse_args()
    model = reference.load(given.model, getattr(torch, given.dtype), "cpu")
    fed = reference.inputs(model, model.config.vision_config.max_num_tiles, given.rows)
    most = torch.get_num_threads()
    found = {}
    with torch.inference_mode():
        library = Transformers(model, fed, given.tokens)
        twin = Twin(given.kernels, model, fed, given.tokens, library.encode())
        counts = sorted({1, most})
        contestants = [(name, who, n) for name, who in (("transformers", library), ("kernels from Python", twin)) for n in counts]
        for _, contestant, threads in contestants:
            contestant.turn()
        for _ in range(given.rounds):
            for name, contestant, threads in contestants:
                torch.set_num_threads(threads)
                found.setdefault((name, threads), []).extend(contestant.turn() for _ in range(given.repeats))
            for threads in counts:
                found.setdefault(("program", threads), []).append(
                    program(given.program, threads, given.model, given.dtype, given.rows, given.tokens, given.repeats))
    print(f"{given.model}, {given.dtype}, {given.rows} rows, {given.tokens} tokens, {given.rounds} rounds")
    table("medians", found, statistics.median)
    table("fastest", found, min)


def table(title, found, choose):
    """Median is what a loaded machine gives; the fastest turn is the one that was disturbed least."""
    print(f"{title + ', milliseconds':42s}" + "".join(f"{phase:>10s}" for phase in PHASES))
    chosen = {}
    for who, turns in found.items():
        chosen[who] = {p: choose([t[p] for t in turns]) for p in PHASES if p in turns[0]}
        row(called(*who), chosen[who])
    best = {p: min(times[p] for (name, _), times in chosen.items() if name == "transformers") for p in PHASES}
    for (name, threads), times in chosen.items():
        if name == "program":
            same = chosen["transformers", threads]
            row(f"{called('transformers', threads)} : program", {p: same[p] / times[p] for p in PHASES})
            row(f"best of transformers : {called(name, threads)}", {p: best[p] / times[p] for p in PHASES})


def row(title, numbers):
    print(f"{title:42s}" + "".join(f"{numbers[p]:10.2f}" if p in numbers else f"{'':>10s}" for p in PHASES))


def called(name, threads):
    return f"{name}, {threads} thread{'s' * (threads > 1)}"


if __name__ == "__main__":
    main()
