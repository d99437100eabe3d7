"""The same model in transformers: loading, a picture and a prompt of noise, and the switches that this project chose."""
import os
import warnings

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
warnings.filterwarnings("ignore")

import torch
import transformers
from transformers import MllamaConfig, MllamaForConditionalGeneration

transformers.utils.logging.disable_progress_bar()

BEFORE = 5  # text tokens before the picture, as the chat layout has them


# The published shapes, by what differs from the library's own defaults (which are those of 11B).
SHAPES = {
    "11b": (dict(image_size=560), dict()),
    "90b": (dict(image_size=560), dict(hidden_size=8192, intermediate_size=28672, num_attention_heads=64,
                                       num_hidden_layers=100, cross_attention_layers=list(range(3, 100, 5)))),
    "small": (dict(image_size=56, hidden_size=80, attention_heads=5, intermediate_size=160, vision_output_dim=480),
              dict(hidden_size=256, intermediate_size=512, num_attention_heads=8, num_key_value_heads=2,
                   vocab_size=128256, pad_token_id=128004)),
}


def load(model, dtype, device, attention="sdpa"):
    """A checkpoint folder, or random weights of one of SHAPES."""
    if model in SHAPES:
        loaded = random(model, dtype, device, attention)
    else:
        loaded = MllamaForConditionalGeneration.from_pretrained(model, dtype=dtype, attn_implementation=attention)
    loaded = loaded.to(device).eval()
    tap_what_enters(loaded.model.vision_model.transformer)
    return loaded


def unfilled(shape, dtype, attention="sdpa"):
    """A model of one of SHAPES without weights."""
    vision, text = SHAPES[shape]
    config = MllamaConfig(vision_config=vision, text_config=text, image_token_index=128256)
    config._attn_implementation = attention
    with torch.device("meta"):
        return MllamaForConditionalGeneration(config).to(dtype)


def random(shape, dtype, device, attention, seed=7):
    """Weights made where they are needed: never a second copy, never a file."""
    made = unfilled(shape, dtype, attention)
    made.to_empty(device=device)
    config = made.config
    generator = torch.Generator(device).manual_seed(seed)
    for name, weight in made.named_parameters():
        if weight.dim() == 1 and name.endswith("weight"):
            torch.nn.init.ones_(weight)  # of a norm
        elif "gate" in name and weight.dim() == 1:
            torch.nn.init.constant_(weight, 0.5)
        else:
            weight.data.uniform_(-0.03, 0.03, generator=generator)
    rotary = made.model.language_model.rotary_emb
    made.model.language_model.rotary_emb = type(rotary)(config=config.text_config, device=device)
    return made


def tap_what_enters(stack):
    """Section 0.A: index i means the state that enters layer i; the library since mid-2025 takes the one that leaves."""
    def shift(module, args, kwargs, out):
        first = args[0] if args else kwargs.get("hidden_states", kwargs.get("hidden_state"))
        out.hidden_states = (first,) + tuple(out.hidden_states)
        return out
    stack.register_forward_hook(shift, with_kwargs=True)


def aspect_ratio_id(config, tiles):
    """One row of `tiles` tiles."""
    ratios = [(r, c) for r in range(1, config.max_num_tiles + 1) for c in range(1, config.max_num_tiles + 1)
              if r * c <= config.max_num_tiles]
    return ratios.index((1, tiles)) + 1


def inputs(model, tiles, rows, seed=7):
    """What the model takes for one picture of `tiles` tiles and a prompt of `rows` tokens."""
    vision, device = model.config.vision_config, model.device
    generator = torch.Generator().manual_seed(seed)
    size = vision.image_size
    pixels = torch.zeros(1, 1, vision.max_num_tiles, 3, size, size)
    pixels[:, :, :tiles] = torch.randn(1, 1, tiles, 3, size, size, generator=generator)
    tile_mask = torch.zeros(1, 1, vision.max_num_tiles, dtype=torch.long)
    tile_mask[..., :tiles] = 1
    ids = torch.tensor([[(i * 7919 + 1) % model.config.text_config.vocab_size for i in range(rows)]])
    ids[0, BEFORE] = model.config.image_token_index
    mask = torch.zeros(1, rows, 1, vision.max_num_tiles, dtype=torch.long)
    mask[:, BEFORE:, :, :tiles] = 1
    made = dict(input_ids=ids, pixel_values=pixels.to(model.dtype), aspect_ratio_mask=tile_mask,
                aspect_ratio_ids=torch.tensor([[aspect_ratio_id(vision, tiles)]]), cross_attention_mask=mask)
    return {name: tensor.to(device) for name, tensor in made.items()}


class Recorded:
    """What goes into and comes out of modules during one forward pass."""

    def __init__(self):
        self.seen = {}
        self.handles = []

    def watch(self, name, module):
        def keep(module, args, kwargs, out):
            first = args[0] if args else kwargs.get("hidden_states", kwargs.get("hidden_state"))
            self.seen[name] = (first, out)
        self.handles.append(module.register_forward_hook(keep, with_kwargs=True))

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        for handle in self.handles:
            handle.remove()
