#!/usr/bin/env python3
"""Times the kernels for several kept shares and batch sizes, on any device and without a checkpoint: see README.md."""
import argparse
import statistics
import time

import torch

import reference
from twin import DecoderRun, Kernels, LayerPass, TextDecoder, VisionRows, Weights, joined_caches


class Clock:
    """Milliseconds of work that may go on after its call has returned."""

    def __init__(self, device):
        self.cuda = device.startswith("cuda")

    def wait(self):
        if self.cuda:
            torch.cuda.synchronize()

    def time(self, work):
        self.wait()
        start = time.perf_counter()
        out = work()
        self.wait()
        return 1e3 * (time.perf_counter() - start), out

    def reset_peak(self):
        if self.cuda:
            torch.cuda.reset_peak_memory_stats()

    def peak(self):
        return f"{torch.cuda.max_memory_allocated() / 2**20:10.0f}" if self.cuda else f"{'-':>10s}"


def machine(clock, dtype, device):
    """Bytes per second of a copy (read and written) and FLOP per second of a product: the best of five."""
    numbers = torch.empty(2**31 if clock.cuda else 2**28, dtype=torch.uint8, device=device)
    target = torch.empty_like(numbers)
    copy = min(clock.time(lambda: target.copy_(numbers))[0] for _ in range(5))
    side = 8192 if clock.cuda else 1024
    a, b = (torch.randn(side, side, device=device).to(dtype) for _ in range(2))
    product = min(clock.time(lambda: torch.nn.functional.linear(a, b))[0] for _ in range(5))
    return 2 * numbers.numel() / copy * 1e3, 2 * side**3 / product * 1e3


def vision(k, model, clock):
    """All layers of the vision encoder on random rows that fill every tile."""
    config = model.config.vision_config
    tokens = (config.image_size // config.patch_size) ** 2 + 1
    rows = VisionRows(config.max_num_tiles, config.max_num_tiles, tokens, -(-tokens // 8) * 8, k.device)
    encoder = model.model.vision_model
    weights = [Weights.vision_layer(k, layer) for stack in (encoder.transformer, encoder.global_transformer)
               for layer in stack.layers]
    x = torch.randn(len(rows.first), config.hidden_size, device=k.device).to(model.dtype)

    def encode(x):
        for w in weights:
            x = k.vision_layer(x, rows.real, *w, config.attention_heads, config.norm_eps)
        return x
    encode(x)
    return clock.time(lambda: encode(x))[0]


def decode_bytes(model, run, batch, rows):
    """What one step reads at least: the weights that a row passes, once, and every conversation's caches."""
    decoder = run.decoder
    of_picture = "cross_attn.k_proj.weight", "cross_attn.v_proj.weight", "cross_attn.k_norm.weight"
    weights = sum(w.numel() for layer in decoder.text.layers for name, w in layer.named_parameters() if name not in of_picture)
    places = sum(sees if cross else rows for cross, sees in zip(decoder.cross, run.sees))
    caches = batch * 2 * decoder.kv * decoder.size * places * model.lm_head.weight.element_size()
    return decoder.linear_bytes() * (weights + model.lm_head.weight.numel()) + caches


def cross_bytes(caches, cross):
    return sum(c.numel() * c.element_size() for cache, is_cross in zip(caches, cross) if is_cross for c in cache[1:])


def trial(decoder, model, clock, share, batch, given):
    """Prefill of all conversations, then steps, each for all of them together."""
    config = model.config.vision_config
    columns = config.max_num_tiles * ((config.image_size // config.patch_size) ** 2 + 1)
    ids = reference.inputs(model, 1, given.rows)["input_ids"]
    states = torch.randn(columns, model.config.text_config.hidden_size, device=decoder.k.device).to(model.dtype)
    generator = torch.Generator().manual_seed(1)

    def run():
        kept = None
        if share < 1:
            kept = torch.randperm(columns, generator=generator)[:round(share * columns)].sort().values.to(decoder.k.device)
        return DecoderRun(decoder, states, columns, given.rows + given.tokens, kept)

    def start(batch):
        runs = [run() for _ in range(batch)]
        return runs, LayerPass(runs, given.rows, reference.BEFORE).logits(ids.expand(batch, -1))
    clock.reset_peak()
    start(1)
    prefill, (runs, logits) = clock.time(lambda: start(batch))
    token = logits.argmax(-1, keepdim=True)
    first = runs[0]
    caches = first.decode_caches() if batch == 1 else joined_caches(decoder.k, runs, given.rows)
    del runs, logits
    steps = []
    for step in range(given.tokens):
        took, logits = clock.time(lambda: first.decode(token, caches, given.rows + step))
        token = logits.argmax(-1, keepdim=True)
        steps.append(took)
    return prefill, statistics.median(steps), cross_bytes(caches, first.decoder.cross), decode_bytes(
        model, first, batch, given.rows + given.tokens / 2)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kernels", required=True, help="archive written by 'trimscope kernels FILE'")
    arguments.add_argument("--model", default="11b", help="checkpoint folder, or random weights: 11b, 90b, small")
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--dtype", default="bfloat16", choices=("float32", "bfloat16", "float16"))
    arguments.add_argument("--batch", type=int, nargs="+", default=[1, 8, 32])
    arguments.add_argument("--kept", type=float, nargs="+", default=[1.0, 0.5, 0.4, 0.25, 0.1])
    arguments.add_argument("--rows", type=int, default=32)
    arguments.add_argument("--tokens", type=int, default=32)
    given = arguments.parse_args()
    dtype, clock = getattr(torch, given.dtype), Clock(given.device)
    with torch.inference_mode():
        k, model = Kernels(given.kernels, given.device), reference.load(given.model, dtype, given.device)
        bandwidth, rate = machine(clock, dtype, given.device)
        print(f"{given.model}, {given.dtype}, {given.device}: copies {bandwidth / 1e9:.0f} GB/s, "
              f"multiplies {rate / 1e12:.2f} TFLOP/s; vision layers {vision(k, model, clock):.1f} ms")
        decoder = TextDecoder(k, model)
        print(f"{'kept':>6s}{'batch':>7s}{'prefill ms':>12s}{'step ms':>10s}{'of limit':>10s}{'cache bytes':>14s}{'peak MiB':>10s}")
        for batch in given.batch:
            for share in given.kept:
                prefill, step, cache, read = trial(decoder, model, clock, share, batch, given)
                limit = 1e3 * read / bandwidth
                print(f"{share:6.2f}{batch:7d}{prefill:12.1f}{step:10.2f}{limit / step:10.2f}{cache:14d}{clock.peak()}", flush=True)


if __name__ == "__main__":
    main()
