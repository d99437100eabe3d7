#!/usr/bin/env python3
"""Checks every layer kernel against transformers, in float32, bfloat16 and float16: see README.md."""
import argparse
import sys

import torch

import reference
from twin import DecoderRun, Kernels, LayerPass, TextDecoder, VisionRows, Weights

# Of one layer. Logits after all layers may be off by three times as much: rounding adds up over 40 layers, in the library too.
# float16 has three more bits than bfloat16.
TOLERANCE = {torch.float32: 1e-3, torch.bfloat16: 1e-2, torch.float16: 1e-2 / 8}
WHOLE = 3


class Ledger:
    """Relative errors, |found - wanted| / |wanted| over all numbers of a tensor."""

    def __init__(self, dtype):
        self.dtype, self.rows = dtype, []

    def note(self, name, found, wanted, times=1):
        found, wanted = found.float().flatten(), wanted.float().flatten()
        limit = times * TOLERANCE[self.dtype]
        self.rows.append((name, float((found - wanted).norm() / wanted.norm()), limit))

    def print(self):
        for name, error, limit in self.rows:
            print(f"  {name:34s} {error:.2e}{'' if error <= limit else '  above ' + str(limit)}")
        # written so that NaN fails
        return all(error <= limit for _, error, limit in self.rows)


def check_vision(k, model, recorded, tiles, ledger):
    vision = model.model.vision_model
    config = model.config.vision_config
    tokens = (config.image_size // config.patch_size) ** 2 + 1
    rows = VisionRows(tiles, config.max_num_tiles, tokens, -(-tokens // 8) * 8, k.device)
    for name, layers in (("local", vision.transformer.layers), ("global", vision.global_transformer.layers)):
        for i, layer in enumerate(layers):
            entering, leaving = recorded.seen[f"{name} {i:02d}"]
            x = entering.reshape(-1, config.hidden_size)[rows.first].contiguous()
            found = k.vision_layer(x, rows.real, *Weights.vision_layer(k, layer), config.attention_heads, config.norm_eps)
            # Padding rows differ by intent where the library's mask has no finite effect on them: real rows count.
            ledger.note(f"vision {name} layer {i:02d}", found[:rows.real],
                        leaving.reshape(-1, config.hidden_size)[rows.first][:rows.real])
    projector = model.model.multi_modal_projector
    entering, leaving = recorded.seen["projector"]
    found = k.project(entering.reshape(config.max_num_tiles, tokens, -1), Weights.linear(k, projector))
    ledger.note("projector", found, leaving.reshape(found.shape))


def check_text(recorded, run, rows, ledger):
    prefill = LayerPass([run], rows, reference.BEFORE)
    for i, cross in enumerate(run.decoder.cross):
        entering, leaving = recorded.seen[f"text {i:02d}"]
        found = prefill.layer(i, entering, False)
        ledger.note(f"text {'cross' if cross else 'self'} layer {i:02d}", found,
                    leaving[0] if isinstance(leaving, tuple) else leaving)


def check(archive, folder, dtype, device, tiles, rows):
    k = Kernels(archive, device)
    model = reference.load(folder, dtype, device)
    text = model.model.language_model
    ledger = Ledger(dtype)
    given = reference.inputs(model, tiles, rows)
    with torch.no_grad(), reference.Recorded() as recorded:
        for name, stack in (("local", model.model.vision_model.transformer),
                            ("global", model.model.vision_model.global_transformer)):
            for i, layer in enumerate(stack.layers):
                recorded.watch(f"{name} {i:02d}", layer)
        recorded.watch("projector", model.model.multi_modal_projector)
        for i, layer in enumerate(text.layers):
            recorded.watch(f"text {i:02d}", layer)
        out = model(**given, use_cache=True)
        check_vision(k, model, recorded, tiles, ledger)
        states = recorded.seen["projector"][1].reshape(-1, text.config.hidden_size)
        seen = tiles * states.shape[0] // model.config.vision_config.max_num_tiles
        decoder = TextDecoder(k, model)
        check_text(recorded, DecoderRun(decoder, states, seen, rows), rows, ledger)
        run, beside = (DecoderRun(decoder, states, seen, rows + 1) for _ in range(2))
        other = given["input_ids"].clone()
        other[:, reference.BEFORE + 1:] = other[:, reference.BEFORE + 1:].flip(1)
        both = LayerPass([run, beside], rows, reference.BEFORE).logits(torch.cat([given["input_ids"], other]))
        ledger.note("two prompts at once: logits of one", both[:1], out.logits[:, -1], WHOLE)
        ledger.note("two prompts at once: of the other", both[1:], model(**{**given, "input_ids": other}).logits[:, -1], WHOLE)
        token = out.logits[:, -1:].argmax(-1)
        mask = torch.cat([given["cross_attention_mask"], given["cross_attention_mask"][:, -1:]], 1)
        wanted = model(input_ids=token, past_key_values=out.past_key_values, use_cache=True, cross_attention_mask=mask)
        ledger.note("decode, all layers: logits", run.decode(token, run.decode_caches(), rows), wanted.logits[:, -1],
                    WHOLE)
    print(f"{folder}, {dtype}, {device}: relative errors, at most {TOLERANCE[dtype]} allowed a layer")
    return ledger.print()


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kernels", required=True, help="archive written by 'trimscope kernels FILE'")
    arguments.add_argument("--model", required=True, help="checkpoint folder, or random weights: 11b, 90b, small")
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--tiles", type=int, default=2)
    arguments.add_argument("--rows", type=int, default=24)
    given = arguments.parse_args()
    good = [check(given.kernels, given.model, dtype, given.device, given.tiles, given.rows) for dtype in TOLERANCE]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
