"""The program's own kernels in Python: the archive that `trimscope kernels FILE` writes, run as the Java classes run it.

Each class here has the name of the Java class it mirrors.  One picture, batch 1.  Letters in shapes as in kernels.py.
"""
import torch


class Kernels:
    """Calls a kernel by name; lists and numbers are handed on as they are."""

    def __init__(self, archive, device):
        self.module = torch.jit.load(archive, map_location=device)
        self.device = device

    def __getattr__(self, name):
        return getattr(self.module, name)


class Weights:
    """The tensors of a transformers model, in the order in which the kernels take them."""

    VISION = ["input_layernorm.weight", "input_layernorm.bias", "self_attn.q_proj.weight", "self_attn.k_proj.weight",
              "self_attn.v_proj.weight", "self_attn.o_proj.weight", "post_attention_layernorm.weight",
              "post_attention_layernorm.bias", "mlp.fc1.weight", "mlp.fc1.bias", "mlp.fc2.weight", "mlp.fc2.bias"]
    MLP = ["post_attention_layernorm.weight", "mlp.gate_proj.weight", "mlp.up_proj.weight", "mlp.down_proj.weight"]

    @staticmethod
    def vision_layer(layer):
        tensors = dict(layer.named_parameters())
        gates = [torch.tanh(tensors[name]) for name in ("gate_attn", "gate_ffn") if name in tensors]
        return [tensors[name] for name in Weights.VISION] + gates

    @staticmethod
    def text_layer(layer):
        tensors = dict(layer.named_parameters())
        cross = "cross_attn.q_proj.weight" in tensors
        attention = "cross_attn." if cross else "self_attn."
        names = ["input_layernorm.weight"] + [attention + p + "_proj.weight" for p in "qkvo"] + Weights.MLP
        out = [tensors[name] for name in names]
        if cross:
            out += [tensors["cross_attn.q_norm.weight"], tensors["cross_attn.k_norm.weight"],
                    torch.tanh(tensors["cross_attn_attn_gate"]), torch.tanh(tensors["cross_attn_mlp_gate"])]
        return out


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


class DecoderRun:
    """Text layers over caches of a fixed capacity; see trimscope.core.model.DecoderRun."""

    def __init__(self, kernels, text, head, states, seen, capacity, kept=None):
        """states [N, E]; the rows from the picture on see the first `seen` visual tokens, in the later cross-attention layers those
        of `kept` only: ascending indices below `seen`."""
        self.k, self.text, self.head, self.states = kernels, text, head, states
        config = text.config
        self.heads, self.eps = config.num_attention_heads, torch.tensor([config.rms_norm_eps], device=kernels.device)
        self.kv = config.num_key_value_heads
        d = config.hidden_size // self.heads
        like = dict(dtype=text.embed_tokens.weight.dtype, device=kernels.device)
        self.layers = [Weights.text_layer(layer) for layer in text.layers]
        self.cross = [len(w) == 13 for w in self.layers]
        self.caches, self.sees = [], []
        for w, cross in zip(self.layers, self.cross):
            first = not any(self.cross[:len(self.caches)])
            trimmed = kept is not None and not first
            self.sees.append(len(kept) if trimmed else seen)
            if cross:
                keys, values = kernels.cross_cache(states[kept] if trimmed else states, w[2], w[3], w[10], self.kv, self.eps)
                self.caches.append((keys, values, torch.zeros(1, self.heads, capacity, d, **like)))
            else:
                keys = torch.zeros(1, self.kv, capacity, d, **like)
                self.caches.append((keys, torch.zeros_like(keys), keys))
        self.rope = RotaryTables(text, capacity, like["dtype"], kernels.device)
        self.flat = [tensor for w in self.layers for tensor in w]
        self.starts = [0]
        for w in self.layers:
            self.starts.append(self.starts[-1] + len(w))

    def layer(self, i, x, before):
        """Layer i on the prompt's rows [1, S, E], the first `before` of which see no picture."""
        w, (keys, values, queries) = self.layers[i], self.caches[i]
        if not self.cross[i]:
            return self.k.self_layer(x, w, keys, values, 0, self.rope.cos[:x.shape[1]], self.rope.sin[:x.shape[1]], [],
                                     self.heads, self.eps)
        rows = x.shape[1]
        sees = torch.ones(rows, 1, dtype=x.dtype, device=x.device)
        sees[:before] = 0
        some_keys, some_values = keys[:, :, :self.sees[i]], values[:, :, :self.sees[i]]
        return self.k.cross_layer(x, w, [keys, some_keys], [values, some_values], [before, rows - before], [], queries, 0,
                                  [sees], False, self.eps)

    def prefill(self, ids, before):
        x = self.k.embed(ids, self.text.embed_tokens.weight)
        for i in range(len(self.layers)):
            x = self.layer(i, x, before)
        return self.k.last_logits(x, self.text.norm.weight, self.head, self.eps)

    def decode_caches(self):
        """Three a layer, the cross-attention ones cut to the columns that new rows see."""
        out = []
        for cross, sees, (keys, values, queries) in zip(self.cross, self.sees, self.caches):
            out += [keys[:, :, :sees], values[:, :, :sees], queries] if cross else [keys, values, queries]
        return out

    def decode(self, ids, caches, at):
        return self.k.decode(ids, [], self.text.embed_tokens.weight, self.flat, self.starts, caches, at, self.rope.cos,
                             self.rope.sin, [], [], [], self.text.norm.weight, self.head, self.heads, self.eps)


def joined_caches(kernels, runs, rows):
    """The caches of several runs with as many rows and columns each as one batch; see trimscope.core.model.DecodeBatch."""
    out = []
    for layer, parts in enumerate(zip(*(run.decode_caches() for run in runs))):
        text = not runs[0].cross[layer // 3] or layer % 3 == 2
        places = parts[0].shape[2]
        out.append(kernels.batched(list(parts), [rows if text else places] * len(parts), [0] * len(parts), places))
    return out
