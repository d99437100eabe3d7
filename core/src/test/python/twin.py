"""The program's own kernels in Python: the archive that `trimscope kernels FILE` writes, run as the Java classes run it.

Each class here has the name of the Java class it mirrors.  One picture, batch 1.  Letters in shapes as in kernels.py.
"""
import torch


class Kernels:
    """Calls a kernel by name; lists and numbers are handed on as they are."""

    def __init__(self, archive, device):
        self.module = torch.jit.load(archive, map_location="cpu")
        self.device = device

    def __getattr__(self, name):
        return getattr(self.module, name)


class Weights:
    """The tensors of transformers' layers as the kernels take them: norms and gates, linear layers."""

    CODES = {torch.float16: 5, torch.float32: 6, torch.bfloat16: 15}

    @staticmethod
    def linear(k, *layers):
        """One layer, or several side by side."""
        dtype, biases = layers[0].weight.dtype, [layer.bias for layer in layers if layer.bias is not None]
        packs = dtype == torch.float32 and k.device == "cpu"
        return k.linear_of([layer.weight for layer in layers], biases, Weights.CODES[dtype], packs, True)

    @staticmethod
    def vision_layer(k, layer):
        norms = [norm for each in (layer.input_layernorm, layer.post_attention_layernorm) for norm in (each.weight, each.bias)]
        gates = [torch.tanh(getattr(layer, name)) for name in ("gate_attn", "gate_ffn") if hasattr(layer, name)]
        a, mlp = layer.self_attn, layer.mlp
        return norms + gates, [Weights.linear(k, a.q_proj, a.k_proj, a.v_proj), Weights.linear(k, a.o_proj),
                               Weights.linear(k, mlp.fc1), Weights.linear(k, mlp.fc2)]

    @staticmethod
    def text_layer(k, layer, eps):
        small, mlp = [layer.input_layernorm.weight, layer.post_attention_layernorm.weight, eps], layer.mlp
        last = [Weights.linear(k, mlp.gate_proj, mlp.up_proj), Weights.linear(k, mlp.down_proj)]
        if not hasattr(layer, "cross_attn"):
            a = layer.self_attn
            return small, [Weights.linear(k, a.q_proj, a.k_proj, a.v_proj), Weights.linear(k, a.o_proj), *last]
        a = layer.cross_attn
        small += [a.q_norm.weight, a.k_norm.weight, torch.tanh(layer.cross_attn_attn_gate), torch.tanh(layer.cross_attn_mlp_gate)]
        return small, [Weights.linear(k, a.q_proj), Weights.linear(k, a.o_proj), *last, Weights.linear(k, a.k_proj, a.v_proj)]


class RotaryTables:
    """cos [C, d] and sin [C, d] whose first half carries the minus sign; float32, then the model's type."""

    def __init__(self, text, rows, dtype, device):
        position = torch.arange(rows, device=device)[None]
        cos, sin = text.rotary_emb(torch.zeros(1, 1, 1, dtype=torch.float32, device=device), position)
        half = sin.shape[-1] // 2
        signed = torch.cat([-sin[..., :half], sin[..., half:]], -1)
        self.cos, self.sin = cos[0].to(dtype), signed[0].to(dtype)


class VisionRows:
    """Real rows first, padding rows behind them (specification section 3.2)."""

    def __init__(self, tiles, max_tiles, tokens, padded, device):
        real = [t < tiles and q < tokens for t in range(max_tiles) for q in range(padded)]
        order = [i for i, r in enumerate(real) if r] + [i for i, r in enumerate(real) if not r]
        self.first = torch.tensor(order, device=device)
        self.back = torch.argsort(self.first)
        self.real = sum(real)


class TextDecoder:
    """The text layers' weights, made once."""

    def __init__(self, kernels, model):
        self.k, self.text = kernels, model.model.language_model
        config = self.text.config
        self.eps = torch.tensor([config.rms_norm_eps], device=kernels.device)
        self.small, self.linears = map(list, zip(*(Weights.text_layer(kernels, layer, self.eps) for layer in self.text.layers)))
        self.cross = [len(small) == 7 for small in self.small]
        self.head = Weights.linear(kernels, model.lm_head)
        self.heads, self.kv = config.num_attention_heads, config.num_key_value_heads
        self.size = config.hidden_size // self.heads
        self.like = dict(dtype=self.text.embed_tokens.weight.dtype, device=kernels.device)

    def linear_bytes(self):
        """Of one number of a linear layer's weight."""
        return 2 if self.head.packed else self.head.weights[0].element_size()


class DecoderRun:
    """Text layers over caches of a fixed capacity; see trimscope.core.model.DecoderRun."""

    def __init__(self, decoder, states, seen, capacity, kept=None, rope=None):
        """states [N, E]; the rows from the picture on see the first `seen` visual tokens, in the later cross-attention layers those
        of `kept` only: ascending indices below `seen`."""
        self.decoder, self.k = decoder, decoder.k
        self.caches, self.sees = [], []
        for small, linears, cross in zip(decoder.small, decoder.linears, decoder.cross):
            trimmed = kept is not None and any(decoder.cross[:len(self.caches)])
            self.sees.append(len(kept) if trimmed else seen)
            if cross:
                keys, values = self.k.cross_cache(states[kept] if trimmed else states, small, linears)
                self.caches.append([torch.zeros(1, decoder.heads, capacity, decoder.size, **decoder.like), keys, values])
            else:
                keys = torch.zeros(1, decoder.kv, capacity, decoder.size, **decoder.like)
                self.caches.append([keys, torch.zeros_like(keys)])
        self.rope = rope or RotaryTables(decoder.text, capacity, **decoder.like)

    def prompt_caches(self, i, rows, before):
        """A layer's caches as rows of a prompt take them, the first `before` of which see no picture, and its segments' rows."""
        cache, columns = self.caches[i], self.sees[i]
        if self.decoder.cross[i] and columns < cache[1].shape[2]:
            return cache + [part.narrow(2, 0, columns) for part in cache[1:]], [before, rows - before]
        return cache, [rows]

    def decode_caches(self):
        """A layer's own, those of cross-attention layers cut to the columns that new rows see."""
        return [[cache[0], *(part.narrow(2, 0, sees) for part in cache[1:])] if cross else cache
                for cross, sees, cache in zip(self.decoder.cross, self.sees, self.caches)]

    def decode(self, ids, caches, at):
        return self.k.decode(ids, [], self.decoder.text.embed_tokens.weight, self.decoder.small, self.decoder.linears, caches, at, self.rope.cos,
                             self.rope.sin, [], [], [], self.decoder.text.norm.weight, self.decoder.head, self.decoder.eps)


class LayerPass:
    """Prompts of several runs through all layers at once; see trimscope.core.model.LayerPass."""

    def __init__(self, runs, rows, before):
        """Each run's prompt has `rows` rows, of which the first `before` see no picture."""
        self.runs, self.rows, self.before = runs, rows, before
        self.decoder = runs[0].decoder

    def layer(self, i, x, last):
        """Layer i on all rows [1, B·rows, E]; with `last` each prompt's last row comes out of a self-attention layer alone."""
        caches, segments = zip(*(run.prompt_caches(i, self.rows, self.before) for run in self.runs))
        every, decoder, rope = len(self.runs), self.decoder, self.runs[0].rope
        return decoder.k.prompt_layers(x, i, decoder.small, decoder.linears, [[c for cache in caches for c in cache]], [0] * every,
                                       [self.rows] * every, rope.cos, rope.sin, list(segments), [self.before] * every, False, last)

    def logits(self, ids):
        """ids [B, rows] -> [B, V]"""
        decoder = self.decoder
        x = decoder.k.embed(ids.reshape(1, -1), decoder.text.embed_tokens.weight)
        last = len(decoder.cross) - 1
        for i in range(last + 1):
            x = self.layer(i, x, i == last)
        return decoder.k.last_logits(x, [self.rows] * len(self.runs), decoder.text.norm.weight, decoder.head, decoder.eps)


def joined_caches(kernels, runs, rows):
    """The caches of several runs with as many rows and columns each as one batch; see trimscope.core.model.DecodeBatch."""
    out = []
    for cross, layer in zip(runs[0].decoder.cross, zip(*(run.decode_caches() for run in runs))):
        out.append([])
        for i, parts in enumerate(zip(*layer)):
            places = parts[0].shape[2]
            held = places if cross and i > 0 else rows
            out[-1].append(kernels.batched(list(parts), [held] * len(parts), [0] * len(parts), places))
    return out
