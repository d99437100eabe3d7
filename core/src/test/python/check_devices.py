#!/usr/bin/env python3
"""Calls every kernel as on a GPU, without one: tensors that have a shape, a type and a device but no numbers.  See README.md."""
import argparse
import sys
import types

import torch
from torch._subclasses.fake_tensor import FakeTensorMode

import reference
from twin import DecoderRun, Kernels, LayerPass, TextDecoder, Weights

BATCH, ROWS, KEPT = 2, 12, 100


class Watched:
    """A kernel archive that notes which kernels were called and asserts where their results are."""

    IN_MAIN_MEMORY = {"choose", "to_float", "largest"}

    def __init__(self, kernels):
        self.k, self.device, self.called = kernels, kernels.device, set()

    def __getattr__(self, name):
        kernel = getattr(self.k, name)

        def call(*arguments):
            self.called.add(name)
            out = kernel(*arguments)
            for tensor in out if isinstance(out, (list, tuple)) else [out]:
                if isinstance(tensor, torch.Tensor):
                    wanted = "cpu" if name in self.IN_MAIN_MEMORY else self.device
                    assert str(tensor.device) == wanted, f"{name} gives a tensor on {tensor.device}"
            return out
        return call


def host(shape, dtype=torch.float32):
    """What Java makes lies in main memory."""
    return torch.empty(shape, dtype=dtype)


def index(count):
    return host(count, torch.int64)


def loading(k, dtype):
    """As StoredTensors and RandomTensors make weights."""
    code = Weights.CODES[dtype]
    for stored in Weights.CODES:
        weight = k.tensor_of(host(4096, stored), 1024, 2048, code, [32, 64], k.device)
        assert weight.dtype == dtype and weight.shape == (32, 64)
        assert k.largest(weight).dtype == torch.float32
    k.tensor_from([host(1000), host(1048)], code, [32, 64], k.device)
    k.tanh(weight)
    return k.copy_to(host(1), weight)


def vision(k, model, tiles):
    """As VisionEncoder does: one picture of `tiles` tiles -> [T*P, E]."""
    encoder, config = model.model.vision_model, model.config.vision_config
    slots, size, gate = config.max_num_tiles, config.hidden_size, torch.empty(1, dtype=model.dtype, device=k.device)
    grid = config.image_size // config.patch_size
    tokens = grid * grid + 1
    padded = -(-tokens // 8) * 8
    x = k.patch_embedding(host((slots, 3, config.image_size, config.image_size)), encoder.patch_embedding.weight, config.patch_size)
    x = k.pre_tile(x, encoder.pre_tile_positional_embedding.embedding.weight, gate, 1)
    positions = encoder.gated_positional_embedding
    x = k.positions(x, encoder.class_embedding, positions.embedding, positions.tile_embedding.weight, gate, 1)
    x = k.layer_norm(x, encoder.layernorm_pre.weight, encoder.layernorm_pre.bias, 1e-5)
    x = k.take(k.pad_tiles(x, padded - tokens), 0, index(slots * padded))
    states = []
    for layer in encoder.transformer.layers[:len(config.intermediate_layers_indices)]:
        states.append(x)
        x = k.vision_layer(x, tiles * tokens, *Weights.vision_layer(k, layer), config.attention_heads, config.norm_eps)
    x = k.post_tile(x.reshape(slots, padded, size), encoder.post_tile_positional_embedding.embedding.weight, gate, 1)
    layer = encoder.global_transformer.layers[0]
    x = k.vision_layer(x.reshape(-1, size), tiles * tokens, *Weights.vision_layer(k, layer), config.attention_heads, config.norm_eps)
    x = k.vision_output(x, states, slots, tokens)
    x = k.project(x, Weights.linear(k, model.model.multi_modal_projector))
    assert x.shape == (slots * tokens, model.config.text_config.hidden_size)
    return x, tiles * tokens


def text(k, model, states, seen):
    """As LayerPass, RunRows, AttentionReader and DecodeBatch do: prompts together, selection, maps, steps alone and in a batch."""
    decoder, config = TextDecoder(k, model), model.config.text_config
    kept = k.take(states, 0, index(KEPT))
    # As RotaryTables: numbers from Java.
    rope = types.SimpleNamespace(**{name: k.copy_like(host((ROWS + 4, decoder.size)), states) for name in ("cos", "sin")})
    runs = [DecoderRun(decoder, states, seen, ROWS + 4, rope=rope) for _ in range(BATCH)]
    for run in runs[1:]:
        for i, cache in enumerate(run.caches):
            if decoder.cross[i]:
                cache[1:] = k.cross_caches(kept, decoder.small, decoder.linears, [i])
                run.sees[i] = KEPT
    passing = LayerPass(runs, ROWS, reference.BEFORE)
    logits = passing.logits(host((BATCH, ROWS), torch.int64))
    assert logits.shape == (BATCH, config.vocab_size) and logits.dtype == torch.float32
    k.choose(k.narrow(logits, 0, 0, 1), 0., 0, 1., 0.)
    assert k.choose(logits, 0.7, 40, 0.9, 0.5).shape == (BATCH, 2)
    further(k, decoder, runs[0])
    cross = decoder.cross.index(True)
    queries, keys, values = runs[0].caches[cross]
    columns = k.concatenate([k.narrow(keys, 2, 0, 10), k.narrow(keys, 2, 20, 10)], 2)
    for maximum in (False, True):
        k.to_float(k.attention(queries, index(ROWS), columns, maximum, 5))
    k.to_float(k.row_norms(values))
    k.mean(values, 2)
    step = host((1, 1), torch.int64)
    decoded(k, decoder, runs[0], step, [], runs[0].decode_caches(), [])
    lags = [[k.batched([run.caches[i][j] for run in runs], [ROWS, ROWS - 1], [0, 1], ROWS + 4) for j in range(1 if cross else 2)]
            for i, cross in enumerate(decoder.cross)]
    for i, cross in enumerate(decoder.cross):
        if cross:
            lags[i] += [k.batched([run.caches[i][j] for run in runs], [seen, KEPT], [0, 0], seen) for j in (1, 2)]
    masks = [[k.copy_to(host((BATCH, 1, 1, places), torch.bool), states)] for places in (ROWS + 4, seen, seen)]
    decoded(k, decoder, runs[0], host((BATCH, 1), torch.int64), [index(BATCH)], lags, masks)
    k.shared(keys, BATCH)
    k.regrown(queries, ROWS, ROWS + 8)
    k.zeros(2, [1, 2, 3, 4], states)
    k.logits(k.embed(step, model.model.language_model.embed_tokens.weight), decoder.text.norm.weight, decoder.head, decoder.eps)


def further(k, decoder, run):
    """A further turn behind the prompt: rows that see more columns than they are."""
    rows = 3
    x = k.embed(host((1, rows), torch.int64), decoder.text.embed_tokens.weight)
    caches = [[cache[0], *cache[1:]] for cache in run.decode_caches()]
    x = k.prompt_layers(x, 0, decoder.small, decoder.linears, caches, [ROWS], [rows], run.rope.cos, run.rope.sin, [[rows]], [0],
                        True, True)
    k.last_logits(x, [rows], decoder.text.norm.weight, decoder.head, decoder.eps)


def decoded(k, decoder, run, ids, positions, caches, masks):
    rows, first, later = masks or ([], [], [])
    norm = decoder.text.norm.weight
    logits = k.decode(ids, positions, decoder.text.embed_tokens.weight, decoder.small, decoder.linears, caches, ROWS, run.rope.cos,
                      run.rope.sin, rows, first, later, norm, decoder.head, decoder.eps)
    assert logits.shape == (ids.shape[0], run.decoder.text.config.vocab_size)


def speed(k, dtype):
    """As MachineSpeed measures."""
    code = Weights.CODES[dtype]
    a, b = (torch.empty(64, 64, dtype=dtype, device=k.device) for _ in range(2))
    k.copy_into(a, b)
    k.linear(a, k.linear_of([b], [], code, False, True))


def move(model, device):
    """Gives a model without weights such that lie on a device and have no numbers."""
    for module in model.modules():
        for held in (module._parameters, module._buffers):
            for name, tensor in held.items():
                if tensor is not None:
                    held[name] = torch.empty(tensor.shape, dtype=tensor.dtype, device=device)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kernels", required=True, help="archive written by 'trimscope kernels FILE'")
    arguments.add_argument("--model", default="11b", choices=reference.SHAPES)
    given = arguments.parse_args()
    for dtype in Weights.CODES:
        model = reference.unfilled(given.model, dtype)
        with FakeTensorMode(), torch.no_grad():
            k = Watched(Kernels(given.kernels, "cuda:0"))
            move(model, k.device)
            decoder_eps = loading(k, dtype)
            assert decoder_eps.dtype == torch.float32
            for tiles in (1, model.config.vision_config.max_num_tiles):
                text(k, model, *vision(k, model, tiles))
            speed(k, dtype)
        print(f"{given.model}, {dtype}: {len(k.called)} kernels, none mixes devices")


if __name__ == "__main__":
    sys.exit(main())
