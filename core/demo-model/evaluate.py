"""Measures the demo checkpoint with the reference implementation: answers, trimming, pointing.

  python evaluate.py MODEL --scenes 60                accuracy per question kind and keep ratio, kept share, pointing game
  python evaluate.py MODEL --samples OUT --seed 5     writes sample pictures with their reference transcripts

Needs make_reference.py beside it (hooks and the trimming rule) and the fonts named in scenes.py in the working folder.
The intermediate vision state i is the one that enters layer i (see README.md).
"""
import argparse
import collections
import json
import os
import random

import torch
from transformers import AutoTokenizer, MllamaForConditionalGeneration

import make_reference as ref
import scenes
import train

STOP = 925
TRIMMED = (0.5, 0.25, 0.1, 0.05)


class Demo:
    def __init__(self, folder, dtype=torch.float32):
        self.model = MllamaForConditionalGeneration.from_pretrained(folder, dtype=dtype, attn_implementation="eager").eval()
        self.tok = AutoTokenizer.from_pretrained(folder)
        self.tiles = self.model.config.vision_config.max_num_tiles
        self.process = train.processor(self.tiles)
        self.ref = ref.Reference(self.model, "input")

    def prompt(self, turns):
        """turns: [(question, answer or None)]; the picture goes into the first user message."""
        messages = []
        for i, (q, a) in enumerate(turns):
            parts = ([{"type": "image"}] if i == 0 else []) + [{"type": "text", "text": q}]
            messages.append({"role": "user", "content": parts})
            if a is not None:
                messages.append({"role": "assistant", "content": a})
        return self.tok.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)

    @torch.no_grad()
    def answer(self, image, turns, ratio=1.0, longest=90, watch=False):
        """Greedy answer. Returns text, ids, kept indices (or None), valid count, probabilities per cross layer [steps][H, N]."""
        text = self.prompt(turns)
        ids = torch.tensor([self.tok.encode(text, add_special_tokens=False)])
        pix = self.process([[image]], return_tensors="pt")
        tiles = int(pix["num_tiles"][0][0])
        start = int((ids[0] == 1024).int().argmax())
        rows = (torch.arange(ids.shape[1]) >= start).float()
        mask = torch.zeros(1, ids.shape[1], 1, self.tiles, dtype=torch.long)
        mask[0, start:, 0, :tiles] = 1
        case = {"ids": ids, "mask": mask, "pixels": {k: pix[k] for k in ("pixel_values", "aspect_ratio_ids", "aspect_ratio_mask")}}
        case["pixels"]["pixel_values"] = case["pixels"]["pixel_values"].to(self.model.dtype)
        per_tile = (self.model.config.vision_config.image_size // self.model.config.vision_config.patch_size) ** 2 + 1
        valid = torch.arange(self.tiles * per_tile) < tiles * per_tile
        with ref.Hooks() as hooks:
            self.ref.use_tap(hooks, "input")
            trim = ref.Trimmer(self.ref, rows, valid, ratio, False)
            trim.install(hooks)
            store = {}
            if watch:
                self.ref.record_text(hooks, store)
            out, cache = self.ref.prefill(case)
            tokens, margin = [], float("inf")
            logits = out.logits[0, -1]
            while len(tokens) < longest:
                best = logits.topk(2)
                token = int(best.indices[0])
                margin = min(margin, float(best.values[0] - best.values[1]))
                tokens.append(token)
                if token == STOP:
                    break
                logits = self.ref.step(case, cache, token, len(tokens) - 1).logits[0, -1]
        kept = trim.result[3].tolist() if trim.result is not None else None
        return {"text": self.tok.decode(tokens, skip_special_tokens=True), "tokens": tokens, "prompt": ids[0].tolist(), "kept": kept, "margin": margin,
                "gap": trim.result[4] if trim.result is not None else float("inf"), "valid": int(valid.sum()), "aspect_ratio_id": int(pix["aspect_ratio_ids"][0, 0]),
                "probs": {i: store.get(("probs", i)) for i in self.ref.cross} if watch else None}


def kind_of(question_function):
    return question_function.__name__[4:]


def patch_centres(demo, image, aspect_ratio_id):
    """Centre of every patch token in picture coordinates, None for class tokens and padding; token order of the model."""
    cfg = demo.model.config.vision_config
    grid = cfg.image_size // cfg.patch_size
    rows, cols = train.LAYOUTS[aspect_ratio_id - 1]
    fitted = ref.fitted_size(image.height, image.width, rows, cols, cfg.image_size)
    sy, sx = image.height / fitted[0], image.width / fitted[1]
    out = []
    for t in range(demo.tiles):
        out.append(None)
        for p in range(grid * grid):
            if t >= rows * cols:
                out.append(None)
                continue
            y = (t // cols) * cfg.image_size + (p // grid + 0.5) * cfg.patch_size
            x = (t % cols) * cfg.image_size + (p % grid + 0.5) * cfg.patch_size
            out.append((x * sx, y * sy) if y < fitted[0] and x < fitted[1] else None)
    return out


def measure(demo, count, ratios, seed):
    rng = random.Random(seed)
    maker = train.Batches(demo.tok, 1, demo.tiles, 0)
    right, asked, share = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    pointed, points = collections.Counter(), 0
    wrong = []
    for _ in range(count):
        scene = maker.scene(rng)
        image = scenes.render(scene)
        for f, weight in scenes.QUESTIONS:
            qa = f(scene, rng)
            if qa is None:
                continue
            qa = scenes.plain(qa[0]), scenes.plain(qa[1])
            for r in ratios:
                a = demo.answer(image, [(qa[0], None)], r)
                ok = a["text"].strip() == qa[1]
                right[kind_of(f), r] += ok
                asked[kind_of(f), r] += 1
                if a["kept"] is not None:
                    share[r].append(len(a["kept"]) / a["valid"])
                if not ok and r == 1.0 and len(wrong) < 25:
                    wrong.append((qa[0], qa[1], a["text"]))
        once = [o for o in scene["objects"] if sum(p["kind"] == o["kind"] for p in scene["objects"]) == 1]
        if once:
            o = rng.choice(once)
            a = demo.answer(image, [(f"Where is the {scenes.NAME[o['kind']]}?", None)], watch=True)
            centres = patch_centres(demo, image, a["aspect_ratio_id"])
            points += 1
            for layer, steps in a["probs"].items():
                answer_rows = torch.stack([s[:, -1] for s in steps]).mean(0).mean(0)  # answer tokens, then heads
                best = max((i for i, c in enumerate(centres) if c), key=lambda i: float(answer_rows[i]))
                x, y = centres[best]
                pointed[layer] += o["x"] - 4 <= x <= o["x"] + o["size"] + 4 and o["y"] - 4 <= y <= o["y"] + o["size"] + 4
    kinds = sorted({k for k, _ in asked})
    print("kind".ljust(12), *[f"{r:>7}" for r in ratios], "   n")
    for k in kinds:
        print(k.ljust(12), *[f"{right[k, r] / asked[k, r]:7.3f}" for r in ratios], f"{asked[k, ratios[0]]:4d}")
    print("all".ljust(12), *[f"{sum(right[k, r] for k in kinds) / sum(asked[k, r] for k in kinds):7.3f}" for r in ratios])
    print("kept share".ljust(12), *[f"{sum(share[r]) / len(share[r]) if share[r] else 1:7.3f}" for r in ratios])
    print("pointing game:", {layer: round(n / points, 3) for layer, n in pointed.items()}, "n", points)
    for w in wrong:
        print("  wrong:", w)


SHAPES = [(168, 168), (336, 336), (400, 300), (300, 400), (330, 160), (160, 330), (420, 420), (150, 150)]


def samples(demo, exact, out, count, seed):
    rng = random.Random(seed)
    os.makedirs(out, exist_ok=True)
    listing = []
    for n in range(count):
        w, h = SHAPES[n % len(SHAPES)]
        unit = min(w, h) / 168
        scene = scenes.random_scene(rng, w, h, count=rng.randint(3, 6), smallest=34 * unit, largest=62 * unit, sign_chance=0.6)
        image = scenes.render(scene)
        turns, record = [], []
        for q, truth in scenes.conversation(scene, rng, 12):
            runs = [[d.answer(image, turns + [(q, None)], r) for r in (1.0, *TRIMMED)] for d in (demo, exact)]
            a, *short = runs[0]
            if (any(x["tokens"] != y["tokens"] or x["kept"] != y["kept"] for x, y in zip(*runs)) or a["tokens"][-1] != STOP
                    or min(x["margin"] for x in runs[0]) < 1e-2 or min(x["gap"] for x in short) < 3e-7):
                continue  # too close to a tie to be the same on every machine
            record.append({"question": q, "truth": truth, "answer": a["text"], "tokens": a["tokens"], "prompt": a["prompt"], "margin": a["margin"],
                           "trimmed": {str(r): {k: b[k] for k in ("text", "tokens", "kept", "valid", "margin", "gap")} for r, b in zip(TRIMMED, short)}})
            turns.append((q, a["text"]))
            if len(record) == 4:
                break
        listing.append((sum(t["answer"].strip() == t["truth"] for t in record), image, {"image": None, "scene": scene, "turns": record}))
        print("scene", n + 1, "right:", listing[-1][0], "of", len(record), flush=True)
    listing.sort(key=lambda entry: -entry[0])  # so that a gallery opens with what works
    for n, (_, image, entry) in enumerate(listing):
        entry["image"] = f"scene-{n + 1:02d}.png"
        image.save(os.path.join(out, entry["image"]))
    json.dump([entry for _, _, entry in listing], open(os.path.join(out, "transcripts.json"), "w"), indent=1)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("model")
    p.add_argument("--scenes", type=int, default=40)
    p.add_argument("--ratios", type=float, nargs="+", default=[1.0, 0.5, 0.25, 0.1, 0.05, 0.02])
    p.add_argument("--samples")
    p.add_argument("--count", type=int, default=8)
    p.add_argument("--seed", type=int, default=900001)
    a = p.parse_args()
    torch.set_num_threads(2)
    demo = Demo(a.model)
    if a.samples:
        samples(demo, Demo(a.model, torch.float64), a.samples, a.count, a.seed)
    else:
        measure(demo, a.scenes, a.ratios, a.seed)
