#!/usr/bin/env python3
"""Build tiny random Mllama checkpoints and reference tensors for testing another implementation.

    python make_reference.py --set a --out tiny-a
    python make_reference.py --set b --out tiny-b
    python make_reference.py --spec my-set.json --out somewhere

A set is one checkpoint (config.json, generation_config.json, preprocessor_config.json,
model.safetensors) plus several cases (case-*.safetensors, listed in cases.json).  Everything is
float32, on the CPU, with eager attention, one thread and fixed seeds.  cases.json lists the tensors of each case.

The numbers come from the transformers library.  Forward hooks record the intermediate tensors, choose
the intermediate vision states (see --tap) and prune the image tokens (the Trimmed Llama rule).  The
script then checks itself and refuses to write a set whose arg-max or top-k decisions are too close to
call, because such a set would test luck.
"""
import argparse
import json
import math
import os
import shutil
import sys
import warnings
import zlib
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
warnings.filterwarnings("ignore")

import numpy as np
import PIL
import torch
import transformers
from PIL import Image
from safetensors.torch import load_file, save_file
from transformers import DynamicCache, MllamaConfig, MllamaForConditionalGeneration
from transformers.models.mllama.image_processing_pil_mllama import MllamaImageProcessorPil
from transformers.models.mllama.processing_mllama import (
    convert_sparse_cross_attention_mask_to_dense,
    get_cross_attention_token_mask,
)

transformers.utils.logging.disable_progress_bar()

NEW_TOKENS = 16
RATIOS = (0.10, 0.25, 0.50, 1.00)
MEAN = [0.48145466, 0.4578275, 0.40821073]
STD = [0.26862954, 0.26130258, 0.27577711]
SIZE_LIMIT = 3_000_000

# --------------------------------------------------------------------------------------------------
# The two published sets.  "style" is the flavour of config.json: "4.45" as in the checkpoints on the
# hub (rope_theta + rope_scaling + torch_dtype), "5" as transformers 5 writes it (rope_parameters + dtype).
# --------------------------------------------------------------------------------------------------
SETS = {
    "a": {
        "seed": 23,
        "style": "4.45",
        "text": dict(vocab_size=96, hidden_size=32, num_hidden_layers=6, num_attention_heads=4,
                     num_key_value_heads=2, intermediate_size=64, cross_attention_layers=[1, 4],
                     rms_norm_eps=1e-5, max_position_embeddings=512),
        "rope": dict(rope_type="default", rope_theta=10000.0),
        "vision": dict(hidden_size=24, attention_heads=2, intermediate_size=48, num_hidden_layers=4,
                       num_global_layers=2, image_size=28, patch_size=7, max_num_tiles=4,
                       intermediate_layers_indices=[0, 1, 3], norm_eps=1e-5),
        "cases": [
            dict(name="square-small_single", images=[[20, 20, 3]], prompt="single", deep=True),
            dict(name="wide_single", images=[[25, 90, 3]], prompt="single"),
            dict(name="tall_two-turn", images=[[100, 30, 3]], prompt="two-turn"),
            dict(name="large_text-first", images=[[150, 131, 3]], prompt="text-first"),
            dict(name="tile-sized_bare", images=[[28, 28, 3]], prompt="bare"),
            dict(name="two-images", images=[[30, 61, 3], [41, 37, 3]], prompt="two-images"),
            dict(name="no-image", images=[], prompt="text-only"),
        ],
    },
    "b": {
        "seed": 20,
        "style": "5",
        "alt_names": True,
        "text": dict(vocab_size=72, hidden_size=48, num_hidden_layers=6, num_attention_heads=6,
                     num_key_value_heads=2, intermediate_size=48, cross_attention_layers=[1, 3, 5],
                     rms_norm_eps=1e-3, max_position_embeddings=256),
        "rope": dict(rope_type="llama3", rope_theta=500.0, factor=4.0, low_freq_factor=1.0,
                     high_freq_factor=4.0, original_max_position_embeddings=32),
        "vision": dict(hidden_size=24, attention_heads=4, intermediate_size=40, num_hidden_layers=5,
                       num_global_layers=2, image_size=21, patch_size=7, max_num_tiles=6,
                       intermediate_layers_indices=[1, 2, 4], norm_eps=1e-2),
        "cases": [
            dict(name="six-tiles_single", images=[[43, 62, 3]], prompt="single", deep=True),
            dict(name="square-small_two-turn", images=[[9, 9, 3]], prompt="two-turn"),
            dict(name="very-wide_text-first", images=[[15, 120, 3]], prompt="text-first"),
            dict(name="very-tall_single", images=[[201, 30, 3]], prompt="single"),
            dict(name="transparent_bare", images=[[38, 30, 4]], prompt="bare"),
            dict(name="two-images-together", images=[[21, 37, 3], [70, 61, 3]], prompt="two-images-together"),
            dict(name="no-image", images=[], prompt="text-only"),
        ],
    },
}


# --------------------------------------------------------------------------------------------------
# Checkpoint
# --------------------------------------------------------------------------------------------------
def special_ids(vocab):
    names = ["end_of_text", "eom", "bos", "start_header", "end_header", "eot", "newlines", "user", "assistant", "pad"]
    ids = {n: vocab - len(names) + i for i, n in enumerate(names)}
    ids["image"] = vocab  # first row beyond the output vocabulary, as in the real model
    return ids


def aspect_ratio_list(max_tiles):
    """(rows, columns) pairs; the id of a pair is its place in this list plus one."""
    return [(r, c) for r in range(1, max_tiles + 1) for c in range(1, max_tiles + 1) if r * c <= max_tiles]


def build_config(spec):
    ids = special_ids(spec["text"]["vocab_size"])
    text = dict(spec["text"], hidden_act="silu", bos_token_id=ids["bos"], pad_token_id=ids["pad"],
                eos_token_id=[ids["end_of_text"], ids["eom"], ids["eot"]], tie_word_embeddings=False,
                rope_parameters=dict(spec["rope"]))
    vision = dict(spec["vision"], hidden_act="gelu", num_channels=3,
                  supported_aspect_ratios=[list(p) for p in aspect_ratio_list(spec["vision"]["max_num_tiles"])])
    vision["vision_output_dim"] = vision["hidden_size"] * (1 + len(vision["intermediate_layers_indices"]))
    return MllamaConfig(text_config=text, vision_config=vision, image_token_index=ids["image"])


def randomise(model, seed):
    """Give every parameter, gates and norms included, a random value that depends on its name and the seed only."""
    for name, p in model.named_parameters():
        g = torch.Generator().manual_seed((zlib.crc32(name.encode()) ^ (seed * 2654435761)) & 0x7FFFFFFF)
        n = torch.randn(p.shape, generator=g)
        u = torch.rand(p.shape, generator=g)
        if p.numel() == 1:  # the tanh gates
            value = torch.sign(n) * (0.4 + 0.8 * u)
        elif name.endswith(("q_norm.weight", "k_norm.weight")):
            value = 0.9 + 0.8 * u
        elif "norm" in name and name.endswith("weight"):
            value = 1.0 + 0.2 * n
        elif name.endswith("bias"):
            value = 0.15 * n
        elif "embed_tokens" in name:
            value = n
        elif "class_embedding" in name:
            value = 0.8 * n
        elif "positional_embedding" in name:  # every position and tile table
            value = 0.5 * n
        elif "patch_embedding" in name:
            value = n * 1.5 / math.sqrt(p[0].numel())
        elif "lm_head" in name:
            value = n * 2.0 / math.sqrt(p.shape[1])
        else:
            value = n * 1.2 / math.sqrt(p.shape[1])
        with torch.no_grad():
            p.copy_(value)


def old_style_config(path, rope):
    """Rewrite config.json the way the checkpoints on the hub have it."""
    cfg = json.loads(path.read_text())
    cfg["torch_dtype"] = cfg.pop("dtype")
    cfg["transformers_version"] = "4.45.0"
    text = cfg["text_config"]
    text.pop("rope_parameters")
    text["rope_theta"] = rope["rope_theta"]
    scaling = {k: v for k, v in rope.items() if k != "rope_theta"}
    text["rope_scaling"] = None if scaling["rope_type"] == "default" else scaling
    path.write_text(json.dumps(cfg, indent=2, sort_keys=True) + "\n")


def write_alternative_names(out):
    """The weights as bfloat16, under the names of newer versions, cut into two shards with an index."""
    weights = {n: w.to(torch.bfloat16) for n, w in load_file(out / "model.safetensors").items()}

    def rename(n):
        if n.startswith("language_model.lm_head."):
            return n[len("language_model."):]
        if n.startswith("language_model.model."):
            return "model.language_model." + n[len("language_model.model."):]
        return "model." + n

    alt = out / "alt-names"
    alt.mkdir(exist_ok=True)
    names = sorted(weights)
    shards = [names[: len(names) // 2], names[len(names) // 2:]]
    index = {"metadata": {"total_size": sum(w.numel() * w.element_size() for w in weights.values())}, "weight_map": {}}
    for i, part in enumerate(shards):
        file = f"model-{i + 1:05d}-of-{len(shards):05d}.safetensors"
        save_file({rename(n): weights[n] for n in part}, alt / file, metadata={"format": "pt"})
        index["weight_map"].update({rename(n): file for n in part})
    (alt / "model.safetensors.index.json").write_text(json.dumps(index, indent=1, sort_keys=True) + "\n")


# --------------------------------------------------------------------------------------------------
# Images and prompts
# --------------------------------------------------------------------------------------------------
def make_image(height, width, channels, seed):
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    planes = []
    for c in range(channels):
        fx, fy, ph = rng.uniform(0.05, 0.6, 3)
        plane = 127 + 70 * np.sin(fx * x + fy * y + 6 * ph) + 60 * (x / width - 0.5) * rng.choice([-1, 1])
        plane += rng.normal(0, 18, plane.shape)
        planes.append(plane)
    img = np.clip(np.stack(planes, -1), 0, 255).astype(np.uint8)
    y0, x0 = int(height * rng.uniform(0, 0.6)), int(width * rng.uniform(0, 0.6))
    img[y0: y0 + max(1, height // 4), x0: x0 + max(1, width // 4), :3] = rng.integers(0, 256, 3)
    if channels == 4:
        img[: height // 3, :, 3] = 0
        img[-(height // 3):, :, 3] = 255
    return img


def make_prompt(kind, ids, seed):
    rng = np.random.default_rng(seed)
    I = ids["image"]

    def words(n):
        return [int(t) for t in rng.integers(0, ids["end_of_text"], n)]

    def turn(role, body):
        return [ids["start_header"], ids[role], ids["end_header"], ids["newlines"]] + body + [ids["eot"]]

    answer = [ids["start_header"], ids["assistant"], ids["end_header"], ids["newlines"]]
    bos = [ids["bos"]]
    if kind == "single":
        return bos + turn("user", [I] + words(6)) + answer
    if kind == "two-turn":
        return bos + turn("user", [I] + words(5)) + turn("assistant", words(4)) + turn("user", words(5)) + answer
    if kind == "text-first":
        return bos + turn("user", words(4) + [I] + words(3)) + answer
    if kind == "bare":  # the layout of the base models: the image token even precedes bos
        return [I] + bos + words(7)
    if kind == "two-images":
        return bos + turn("user", [I] + words(3) + [I] + words(4)) + answer
    if kind == "two-images-together":
        return bos + turn("user", [I, I] + words(5)) + answer
    if kind == "three-images":  # two that touch, then one apart
        return bos + turn("user", [I, I] + words(3) + [I] + words(4)) + answer
    if kind == "text-only":
        return bos + turn("user", words(6)) + answer
    raise ValueError(kind)


# --------------------------------------------------------------------------------------------------
# A second, independent version of the preprocessing rules: it yields the geometry for cases.json and is
# compared bit for bit with what the library produced.
# --------------------------------------------------------------------------------------------------
def choose_canvas(height, width, tile, max_tiles):
    best = None
    for rows, cols in aspect_ratio_list(max_tiles):
        scale = min(rows * tile / height, cols * tile / width)
        # enlarging beats shrinking; the least enlargement, or the least shrinking; then the smallest area
        key = (0, scale, rows * cols) if scale >= 1 else (1, -scale, rows * cols)
        if best is None or key < best[0]:
            best = (key, rows, cols)
    return best[1], best[2]


def fitted_size(height, width, rows, cols, tile):
    target_h = min(max(height, tile), rows * tile)
    target_w = min(max(width, tile), cols * tile)
    by_h, by_w = target_h / height, target_w / width
    if by_w < by_h:
        return min(max(math.floor(height * by_w), 1), target_h), target_w
    return target_h, min(max(math.floor(width * by_h), 1), target_w)


def triangle_coefficients(n_in, n_out):
    scale = n_in / n_out
    radius = max(scale, 1.0)
    table = []
    for i in range(n_out):
        centre = (i + 0.5) * scale
        lo = max(int(centre - radius + 0.5), 0)
        hi = min(int(centre + radius + 0.5), n_in)
        w = [max(0.0, 1.0 - abs((j + 0.5 - centre) * (1.0 / radius))) for j in range(lo, hi)]
        total = sum(w)
        table.append((lo, [int(v / total * (1 << 22) + 0.5) for v in w]))
    return table


def resample_rows(img, n_out):
    """One pass along axis 1, eight bits in, eight bits out, 22 bits of fixed point in between."""
    out = np.empty((img.shape[0], n_out, img.shape[2]), np.uint8)
    for i, (lo, w) in enumerate(triangle_coefficients(img.shape[1], n_out)):
        acc = np.full((img.shape[0], img.shape[2]), 1 << 21, np.int64)
        for j, k in enumerate(w):
            acc += img[:, lo + j].astype(np.int64) * k
        out[:, i] = np.clip(acc >> 22, 0, 255)
    return out


def preprocess_again(img, tile, max_tiles):
    if img.shape[2] == 4:  # composite over white
        a = img[..., 3:].astype(np.int64)
        img = ((2 * (img[..., :3] * a + 255 * (255 - a)) + 255) // 510).astype(np.uint8)
    h, w, _ = img.shape
    rows, cols = choose_canvas(h, w, tile, max_tiles)
    nh, nw = fitted_size(h, w, rows, cols, tile)
    if nw != w:
        img = resample_rows(img, nw)
    if nh != h:
        img = resample_rows(img.transpose(1, 0, 2), nh).transpose(1, 0, 2)
    canvas = np.zeros((rows * tile, cols * tile, 3), np.uint8)
    canvas[:nh, :nw] = img
    x = (canvas.astype(np.float64) * (1 / 255)).astype(np.float32)
    x = (x - np.array(MEAN, np.float32)) / np.array(STD, np.float32)
    tiles = np.zeros((max_tiles, 3, tile, tile), np.float32)
    for t in range(rows * cols):
        r, c = divmod(t, cols)
        tiles[t] = x[r * tile:(r + 1) * tile, c * tile:(c + 1) * tile].transpose(2, 0, 1)
    return tiles, dict(height=h, width=w, tile_rows=rows, tile_columns=cols, resized_height=nh, resized_width=nw,
                       num_tiles=rows * cols, aspect_ratio_id=aspect_ratio_list(max_tiles).index((rows, cols)) + 1)


def token_geometry(geo, tile, patch, max_tiles):
    """Kind and box (x0, y0, x1, y1 in pixels of the original image) of every image token.

    kind: 0 patch, 1 class token of a real tile, 2 any token of a padding tile, 3 patch wholly in canvas padding."""
    grid = tile // patch
    kinds, boxes = [], []
    for t in range(max_tiles):
        for p in range(grid * grid + 1):
            kind, box = 0, (-1.0, -1.0, -1.0, -1.0)
            if t >= geo["num_tiles"]:
                kind = 2
            elif p == 0:
                kind = 1
            else:
                r, c = divmod(p - 1, grid)
                tr, tc = divmod(t, geo["tile_columns"])
                x, y = tc * tile + c * patch, tr * tile + r * patch
                if x >= geo["resized_width"] or y >= geo["resized_height"]:
                    kind = 3
                else:
                    sx, sy = geo["width"] / geo["resized_width"], geo["height"] / geo["resized_height"]
                    box = (x * sx, y * sy, min(x + patch, geo["resized_width"]) * sx,
                           min(y + patch, geo["resized_height"]) * sy)
            kinds.append(kind)
            boxes.append(box)
    return kinds, boxes


def dense_mask_again(input_ids, image_token, num_tiles, max_tiles):
    """The cross-attention mask from its rule, without the library's helpers."""
    S, M = len(input_ids), len(num_tiles)
    at = [i for i, t in enumerate(input_ids) if t == image_token]
    mask = np.zeros((S, M, max_tiles), np.int64)
    for m in range(M):
        end = at[m + 1] if m + 1 < M else S
        n = m
        while n + 1 < M and at[n + 1] == at[n] + 1:  # images that touch share what follows the last of them
            n += 1
            end = at[n + 1] if n + 1 < M else S
        mask[at[m]: end, m, : num_tiles[m]] = 1
    return mask


# --------------------------------------------------------------------------------------------------
# Running the reference
# --------------------------------------------------------------------------------------------------
class Hooks:
    """Registers hooks and removes them on exit."""

    def __init__(self):
        self.handles = []

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for h in self.handles:
            h.remove()

    def after(self, module, fn):
        self.handles.append(module.register_forward_hook(fn, with_kwargs=True))

    def before(self, module, fn):
        self.handles.append(module.register_forward_pre_hook(fn, with_kwargs=True))


def first_tensor(args, kwargs):
    if args:
        return args[0]
    return kwargs["hidden_states"] if "hidden_states" in kwargs else kwargs["hidden_state"]


class Reference:
    def __init__(self, model, tap):
        self.model = model
        self.text = model.model.language_model
        self.vision = model.model.vision_model
        self.cross = sorted(model.config.text_config.cross_attention_layers)
        self.tap = tap

    def use_tap(self, hooks, tap):
        """'output': intermediate state i is what vision layer i returns, as transformers 5 has it.
        'input': it is what vision layer i receives, as the weights were trained."""
        if tap == "input":
            def shift(module, args, kwargs, out):
                out.hidden_states = (first_tensor(args, kwargs),) + tuple(out.hidden_states)
                return out
            hooks.after(self.vision.transformer, shift)

    def mask_attention_rows_too(self, hooks, row_mask):
        """The original behaviour: tokens that see no image get no attention output either."""
        for i in self.cross:
            def zero(module, args, kwargs, out):
                q = out[0].shape[1]
                rows = row_mask[:q] if q > 1 else torch.ones(1)
                return (out[0] * rows[None, :, None],) + tuple(out[1:])
            hooks.after(self.text.layers[i].cross_attn, zero)

    def record_text(self, hooks, store):
        hooks.after(self.text.embed_tokens, lambda m, a, k, o: store.setdefault("embed", []).append(o[0].clone()))
        hooks.after(self.text.norm, lambda m, a, k, o: store.setdefault("norm", []).append(o[0].clone()))
        hooks.after(self.text.rotary_emb,
                    lambda m, a, k, o: store.setdefault("rope", []).append((o[0][0].clone(), o[1][0].clone())))
        for i, layer in enumerate(self.text.layers):
            hooks.after(layer, lambda m, a, k, o, i=i: store.setdefault(("hidden", i), []).append(o[0].clone()))
            if i in self.cross:
                hooks.after(layer.cross_attn,
                            lambda m, a, k, o, i=i: store.setdefault(("probs", i), []).append(o[1][0].clone()))
                hooks.after(layer.cross_attn.q_norm,
                            lambda m, a, k, o, i=i: store.setdefault(("q", i), []).append(o[0].clone()))

    def record_vision(self, hooks, store):
        v = self.vision

        def keep(name):
            return lambda m, a, k, o: store.__setitem__(name, o.clone())

        for name, module in (("patch_embed", v.patch_embedding), ("pre_tile", v.pre_tile_positional_embedding),
                             ("pos", v.gated_positional_embedding), ("ln_pre", v.layernorm_pre),
                             ("ln_post", v.layernorm_post), ("post_tile", v.post_tile_positional_embedding)):
            hooks.after(module, keep(name))
        for part, stack in (("local", v.transformer), ("global", v.global_transformer)):
            for i, layer in enumerate(stack.layers):
                hooks.after(layer, keep(f"{part}.{i:02d}"))
        hooks.after(v, lambda m, a, k, o: store.__setitem__("output", o.last_hidden_state.clone()))
        hooks.after(self.model.model.multi_modal_projector, lambda m, a, k, o: store.__setitem__("projected", o.clone()))

    @torch.no_grad()
    def prefill(self, case, upto=None):
        cache = DynamicCache(config=self.model.config)
        kw = dict(input_ids=case["ids"][:, :upto], past_key_values=cache, use_cache=True)
        if case["pixels"] is not None:
            kw.update(case["pixels"], cross_attention_mask=case["mask"])
        return self.model(**kw), cache

    @torch.no_grad()
    def in_two_parts(self, case, cut):
        """Last-position logits when the prompt enters in two chunks, the second one on top of the caches."""
        _, cache = self.prefill(case, upto=cut)
        return self.model(input_ids=case["ids"][:, cut:], past_key_values=cache, use_cache=True,
                          cross_attention_mask=case["mask"]).logits[0, -1]

    @torch.no_grad()
    def step(self, case, cache, token, done):
        kw = dict(input_ids=torch.tensor([[token]]), past_key_values=cache, use_cache=True)
        if case["pixels"] is not None:
            mask = case["mask"]
            kw["cross_attention_mask"] = torch.cat([mask, mask[:, -1:].expand(-1, done + 1, -1, -1)], dim=1)
        return self.model(**kw)

    @torch.no_grad()
    def greedy(self, case, after_prefill=None):
        """Prefill, then NEW_TOKENS - 1 cached steps.  Never stops early.  Returns tokens, logits, prefill logits."""
        out, cache = self.prefill(case)
        if after_prefill:
            after_prefill(cache)
        rows, tokens = [out.logits[0, -1]], [int(out.logits[0, -1].argmax())]
        for n in range(NEW_TOKENS - 1):
            step = self.step(case, cache, tokens[-1], n)
            rows.append(step.logits[0, -1])
            tokens.append(int(rows[-1].argmax()))
        return tokens, torch.stack(rows), out.logits[0], cache

    @torch.no_grad()
    def recompute(self, case, tokens):
        """Logits of the same continuation without any cache."""
        ids = torch.cat([case["ids"], torch.tensor([tokens[:-1]])], dim=1)
        kw = dict(input_ids=ids, use_cache=False)
        if case["pixels"] is not None:
            mask = case["mask"]
            kw.update(case["pixels"],
                      cross_attention_mask=torch.cat([mask, mask[:, -1:].expand(-1, len(tokens) - 1, -1, -1)], dim=1))
        return self.model(**kw).logits[0, case["ids"].shape[1] - 1:]


# --------------------------------------------------------------------------------------------------
# Trimmed Llama
# --------------------------------------------------------------------------------------------------
def select(probs, rows, valid, ratio):
    """probs [H, S, N] of the first cross-attention layer at prefill; rows [S] marks the queries that see an
    image; valid [N] marks the tokens of real tiles.  Returns scores, k, each head's choice, the union, the gap."""
    scores = (probs * rows[None, :, None]).sum(dim=1)
    idx = valid.nonzero()[:, 0]
    k = max(1, math.floor(ratio * len(idx)))
    sub = scores[:, idx]
    order = torch.argsort(sub, dim=1, descending=True, stable=True)
    heads = torch.sort(idx[order[:, :k]], dim=1).values
    kept = torch.unique(heads)
    gap = float("inf")
    if k < len(idx):
        ranked = torch.gather(sub, 1, order)
        gap = (ranked[:, k - 1] - ranked[:, k]).min().item()
    return scores, k, heads, kept, gap


class Trimmer:
    """Prunes the image tokens for every cross-attention layer after the first one."""

    def __init__(self, ref, rows, valid, ratio, prune_first_cache):
        self.ref, self.rows, self.valid, self.ratio = ref, rows, valid, ratio
        self.prune_first_cache = prune_first_cache
        self.result = None
        self.first_cache_pruned = False

    def install(self, hooks):
        if self.ratio >= 1.0:
            return  # no gather at all: the bits must not change
        first, rest = self.ref.cross[0], self.ref.cross[1:]

        def watch(module, args, kwargs, out):
            if self.result is None:
                self.result = select(out[1][0], self.rows, self.valid, self.ratio)

        hooks.after(self.ref.text.layers[first].cross_attn, watch)

        def narrow(module, args, kwargs):
            keep = self.result[3]
            states = kwargs.get("cross_attention_states")
            if states is not None:
                kwargs["cross_attention_states"] = states.reshape(1, -1, states.shape[-1])[:, keep]
            kwargs["cross_attention_mask"] = kwargs["cross_attention_mask"][..., keep]
            return args, kwargs

        for i in rest:
            hooks.before(self.ref.text.layers[i], narrow)

        def narrow_first(module, args, kwargs):
            if self.first_cache_pruned:
                kwargs["cross_attention_mask"] = kwargs["cross_attention_mask"][..., self.result[3]]
            return args, kwargs

        hooks.before(self.ref.text.layers[first], narrow_first)

    def after_prefill(self, cache):
        if self.ratio < 1.0 and self.prune_first_cache:
            layer = cache.layers[self.ref.cross[0]]
            layer.keys, layer.values = layer.keys[:, :, self.result[3]], layer.values[:, :, self.result[3]]
            self.first_cache_pruned = True


def margin(logits):
    top = logits.topk(2, dim=-1).values
    return (top[:, 0] - top[:, 1]).min().item()


# --------------------------------------------------------------------------------------------------
# One case
# --------------------------------------------------------------------------------------------------
def run_case(ref, processor, spec, case_spec, number, checks):
    cfg, ids = ref.model.config, special_ids(spec["text"]["vocab_size"])
    tile, patch = cfg.vision_config.image_size, cfg.vision_config.patch_size
    T, per_tile = cfg.vision_config.max_num_tiles, (tile // patch) ** 2 + 1
    seed = spec["seed"] * 1000 + number
    t, info = {}, dict(name=case_spec["name"], prompt=case_spec["prompt"], deep=bool(case_spec.get("deep")), images=[])

    prompt = make_prompt(case_spec["prompt"], ids, seed + 500)
    images = [make_image(*s, seed + 100 * m) for m, s in enumerate(case_spec["images"])]
    assert prompt.count(ids["image"]) == len(images)
    S, M = len(prompt), len(images)
    case = dict(ids=torch.tensor([prompt]), pixels=None, mask=None)
    t["input_ids"] = case["ids"]
    info["input_ids"] = prompt
    rows = valid = None

    if M:
        pil = [Image.fromarray(i, "RGBA" if i.shape[2] == 4 else "RGB") for i in images]
        enc = processor(images=[pil], return_tensors="pt")
        num_tiles = enc["num_tiles"][0]
        kinds, boxes = [], []
        for m, img in enumerate(images):
            t[f"image.{m}"] = torch.from_numpy(img)
            tiles, geo = preprocess_again(img, tile, T)
            assert np.array_equal(tiles, enc["pixel_values"][0, m].numpy()), "preprocessing rule differs"
            assert geo["num_tiles"] == num_tiles[m] and geo["aspect_ratio_id"] == enc["aspect_ratio_ids"][0, m]
            k, b = token_geometry(geo, tile, patch, T)
            kinds, boxes = kinds + k, boxes + b
            info["images"].append(dict(geo, channels=img.shape[2]))
        sparse = [get_cross_attention_token_mask(prompt, ids["image"])]
        mask = torch.from_numpy(convert_sparse_cross_attention_mask_to_dense(sparse, enc["num_tiles"], T, S))
        assert np.array_equal(mask[0].numpy(), dense_mask_again(prompt, ids["image"], num_tiles, T))
        case["pixels"] = {n: enc[n] for n in ("pixel_values", "aspect_ratio_ids", "aspect_ratio_mask")}
        case["mask"] = mask
        rows = mask[0].flatten(1).amax(1).float()
        valid = enc["aspect_ratio_mask"][0].reshape(-1).repeat_interleave(per_tile).bool()
        t.update(case["pixels"])
        t["num_tiles"] = torch.tensor(num_tiles)
        t["cross_attention_mask"] = mask
        t["row_mask"] = rows
        t["valid_tokens"] = valid.to(torch.uint8)
        t["map.kind"] = torch.tensor(kinds, dtype=torch.int32)
        t["map.box"] = torch.tensor(boxes, dtype=torch.float32)
        N = valid.numel()
        assert N == M * T * per_tile == len(kinds)

    # the plain run
    text, vis = {}, {}
    with Hooks() as hooks:
        ref.use_tap(hooks, ref.tap)
        ref.record_text(hooks, text)
        if M:
            ref.record_vision(hooks, vis)
        tokens, logits, prefill_logits, cache = ref.greedy(case)
    with Hooks() as hooks:
        ref.use_tap(hooks, ref.tap)
        again = ref.recompute(case, tokens)
        if M:
            cut = max(i for i, x in enumerate(prompt) if x == ids["image"]) + 3
            parts = ref.in_two_parts(case, cut)
            checks["chunked_vs_whole"] = max(checks.get("chunked_vs_whole", 0), (parts - logits[0]).abs().max().item())
    checks["cached_vs_recomputed"] = max(checks.get("cached_vs_recomputed", 0), (again - logits).abs().max().item())
    worst_margin = margin(logits)

    t["rope.cos"], t["rope.sin"] = text["rope"][0]
    t["hidden.embed"], t["hidden.norm"] = text["embed"][0], text["norm"][0]
    for i in range(len(ref.text.layers)):
        if ("hidden", i) in text:
            t[f"hidden.{i:02d}"] = text["hidden", i][0]
    t["prefill.logits"] = prefill_logits
    t["greedy.tokens"], t["greedy.logits"] = torch.tensor(tokens), logits
    info["greedy"] = tokens

    if M:
        t["vision_output"] = vis["output"]
        t["cross_attention_states"] = vis["projected"].reshape(-1, per_tile, vis["projected"].shape[-1])
        seen = rows.bool()
        for i in ref.cross:
            p = text["probs", i][0]
            t[f"probs.{i:02d}"] = p
            if info["deep"]:
                t[f"decode.probs.{i:02d}"] = torch.stack([q[:, 0] for q in text["probs", i][1:]])
            checks["row_sum_error"] = max(checks.get("row_sum_error", 0), (p.sum(-1) - 1).abs().max().item())
            hidden_mass = p[:, seen][:, :, ~valid]
            assert hidden_mass.numel() == 0 or hidden_mass.max() == 0, "a padding tile got attention"

        # the alternatives
        with Hooks() as hooks:
            other, ovis = ("output" if ref.tap == "input" else "input"), {}
            ref.use_tap(hooks, other)
            ref.record_vision(hooks, ovis)
            otokens, ologits, oprefill, _ = ref.greedy(case)
        key = f"alt.tap_{other}"
        t[key + ".prefill.logits"], t[key + ".greedy.tokens"] = oprefill, torch.tensor(otokens)
        with Hooks() as hooks:
            ref.use_tap(hooks, ref.tap)
            ref.mask_attention_rows_too(hooks, rows)
            rtokens, rlogits, rprefill, _ = ref.greedy(case)
        t["alt.rows_both.prefill.logits"], t["alt.rows_both.greedy.tokens"] = rprefill, torch.tensor(rtokens)
        worst_margin = min(worst_margin, margin(ologits), margin(rlogits))
        checks["tap_matters"] = min(checks.get("tap_matters", 9e9), (oprefill - prefill_logits).abs().max().item())

        # Trimmed Llama
        info["trim"] = {}
        first_probs = text["probs", ref.cross[0]][0]
        for ratio in RATIOS:
            scores, k, heads, kept, gap = select(first_probs, rows, valid, ratio)
            name = f"trim.{round(ratio * 100):03d}"
            t["trim.scores"] = scores
            t[name + ".kept"], t[name + ".head_topk"] = kept, heads
            entry = dict(ratio=ratio, k=k, valid=int(valid.sum()), kept=kept.tolist(),
                         kept_fraction=round(len(kept) / int(valid.sum()), 6),
                         score_gap=None if math.isinf(gap) else gap)
            for prune_first, suffix in ((False, ""), (True, ".first_pruned")):
                with Hooks() as hooks:
                    ref.use_tap(hooks, ref.tap)
                    trimmer = Trimmer(ref, rows, valid, ratio, prune_first)
                    trimmer.install(hooks)
                    ttokens, tlogits, tprefill, tcache = ref.greedy(case, trimmer.after_prefill)
                if ratio < 1.0 or not prune_first:
                    t[name + suffix + ".tokens"], t[name + suffix + ".logits"] = torch.tensor(ttokens), tlogits
                    entry["tokens" + suffix] = ttokens
                worst_margin = min(worst_margin, margin(tlogits))
                if ratio >= 1.0:
                    assert torch.equal(tlogits, logits) and torch.equal(tprefill, prefill_logits), "ratio 1.0 changed bits"
                else:
                    assert torch.equal(trimmer.result[3], kept)
                    lengths = [tcache.layers[i].keys.shape[2] for i in ref.cross]
                    assert lengths == [len(kept) if prune_first else N] + [len(kept)] * (len(ref.cross) - 1)
                    if len(kept) < int(valid.sum()):
                        checks["trimming_matters"] = min(checks.get("trimming_matters", 9e9),
                                                         (tlogits[0] - logits[0]).abs().max().item())
            if ratio < 1.0:
                if info["deep"]:
                    t[name + ".prefill.logits"] = tprefill
                checks["min_score_gap"] = min(checks.get("min_score_gap", 9e9), gap)
            info["trim"][f"{ratio:.2f}"] = entry

        if info["deep"]:
            for n, v in vis.items():
                if n not in ("output", "projected"):
                    t["vision." + n] = v
            for i in ref.cross:
                t[f"cross.{i:02d}.q"] = text["q", i][0]
                t[f"cross.{i:02d}.k"] = cache.layers[i].keys[0].clone()
                t[f"cross.{i:02d}.v"] = cache.layers[i].values[0].clone()
            zero = min(i for i in range(len(ref.text.layers)) if i not in ref.cross)
            t[f"self.{zero:02d}.k"] = cache.layers[zero].keys[0, :, :S].clone()
            t[f"self.{zero:02d}.v"] = cache.layers[zero].values[0, :, :S].clone()
            t[key + ".vision_output"] = ovis["output"]

    checks["min_argmax_margin"] = min(checks.get("min_argmax_margin", 9e9), worst_margin)
    info["argmax_margin"] = worst_margin
    return {n: v.contiguous().clone() for n, v in t.items()}, info


# --------------------------------------------------------------------------------------------------
def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    which = ap.add_mutually_exclusive_group(required=True)
    which.add_argument("--set", choices=sorted(SETS), help="one of the built-in sets")
    which.add_argument("--spec", type=Path, help="a JSON file with the same keys as a built-in set")
    ap.add_argument("--out", type=Path, required=True, help="output folder; emptied of earlier results")
    ap.add_argument("--seed", type=int, help="override the seed of the set")
    ap.add_argument("--tap", choices=("input", "output"), default="input",
                    help="which vision states the indices mean: what layer i receives (as trained; the default) "
                         "or what it returns (as transformers 5 computes)")
    ap.add_argument("--min-margin", type=float, default=1e-3, help="least arg-max margin accepted")
    ap.add_argument("--min-gap", type=float, default=2e-5, help="least top-k score gap accepted")
    args = ap.parse_args()

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    spec = SETS[args.set] if args.set else json.loads(args.spec.read_text())
    if args.seed is not None:
        spec = dict(spec, seed=args.seed)

    # save_pretrained first, then reload from disk, so that the files are what the numbers belong to
    out = args.out
    out.mkdir(parents=True, exist_ok=True)
    for old in list(out.glob("case-*.safetensors")) + [out / "cases.json"]:
        old.unlink(missing_ok=True)
    shutil.rmtree(out / "alt-names", ignore_errors=True)
    torch.manual_seed(spec["seed"])
    built = MllamaForConditionalGeneration(build_config(spec)).float().eval()
    randomise(built, spec["seed"])
    built.save_pretrained(out)
    if spec["style"] == "4.45":
        old_style_config(out / "config.json", spec["rope"])
    model = MllamaForConditionalGeneration.from_pretrained(out, attn_implementation="eager", dtype=torch.float32).eval()
    mine, theirs = built.state_dict(), model.state_dict()
    assert mine.keys() == theirs.keys() and all(torch.equal(mine[n], theirs[n]) for n in mine)
    assert model.config.text_config.rope_parameters == built.config.text_config.rope_parameters
    on_disk = load_file(out / "model.safetensors")
    assert all(n.startswith(("language_model.", "vision_model.", "multi_modal_projector.")) for n in on_disk)
    if spec.get("alt_names"):
        write_alternative_names(out)

    processor = MllamaImageProcessorPil(size=dict(height=spec["vision"]["image_size"], width=spec["vision"]["image_size"]),
                                        max_image_tiles=spec["vision"]["max_num_tiles"], image_mean=MEAN, image_std=STD,
                                        resample=2, rescale_factor=1 / 255)
    processor.save_pretrained(out)

    ref, checks, listing, files = Reference(model, args.tap), {}, [], {}
    for n, case_spec in enumerate(spec["cases"], 1):
        tensors, info = run_case(ref, processor, spec, case_spec, n, checks)
        file = f"case-{n:02d}.safetensors"
        files[file] = tensors
        listing.append(dict(file=file, **info))

    print(json.dumps(checks, indent=1))
    problems = []
    if checks["cached_vs_recomputed"] > 1e-5:
        problems.append("cached decoding differs from recomputation")
    if checks["chunked_vs_whole"] > 1e-5:
        problems.append("a prompt in two chunks differs from the whole")
    if checks["row_sum_error"] > 1e-5:
        problems.append("attention rows do not sum to one")
    if checks["min_argmax_margin"] < args.min_margin:
        problems.append("an arg-max is too close to call: try another seed")
    if checks["min_score_gap"] < args.min_gap:
        problems.append("a top-k choice is too close to call: try another seed")
    if checks["trimming_matters"] < 1e-3 or checks["tap_matters"] < 1e-3:
        problems.append("an option has hardly any effect: try another seed")
    if problems:
        sys.exit("; ".join(problems))

    for file, tensors in files.items():
        save_file(tensors, out / file, metadata={"format": "pt"})
    ids = special_ids(spec["text"]["vocab_size"])
    summary = dict(
        set=args.set or args.spec.stem, seed=spec["seed"], intermediate_tap=f"layer_{args.tap}", row_mask="mlp_only",
        generated_tokens=NEW_TOKENS, ratios=list(RATIOS), special_token_ids=ids,
        image_tokens_per_tile=(spec["vision"]["image_size"] // spec["vision"]["patch_size"]) ** 2 + 1,
        made_with=dict(torch=torch.__version__.split("+")[0], transformers=transformers.__version__, pillow=PIL.__version__),
        selfcheck=checks, cases=listing)
    (out / "cases.json").write_text(dump(summary) + "\n")
    written = [f for f in out.rglob("*") if f.is_file()]
    for f in written:
        f.chmod(0o644)
    total = sum(f.stat().st_size for f in written)
    print(f"{out.name}: {len(listing)} cases, {total} bytes")
    if total >= SIZE_LIMIT:
        sys.exit("the set is too large")


def dump(obj, level=0):
    """JSON with one line per short list or flat object."""
    flat = json.dumps(obj)
    if len(flat) <= 110 or not isinstance(obj, (dict, list)) or \
            (isinstance(obj, list) and all(isinstance(x, (int, float)) for x in obj)):
        return flat
    pad = " " * (level + 1)
    if isinstance(obj, list):
        return "[\n" + ",\n".join(pad + dump(x, level + 1) for x in obj) + "\n" + " " * level + "]"
    return "{\n" + ",\n".join(f"{pad}{json.dumps(k)}: {dump(v, level + 1)}" for k, v in obj.items()) + "\n" + " " * level + "}"


if __name__ == "__main__":
    main()
