# The numerical kernels of Mllama, in the dialect of TorchScript's serializer (see docs/decisions/kernels.md).
# Letters in shapes: B batch, S text rows of this call, C capacity of a cache, E hidden size, H query heads, K key/value
# heads, d head size, n columns (visual tokens) of a cross-attention cache; T tiles, P tokens per tile, D vision size, R rows.
# Dtypes are numbers: 0 uint8, 4 int64, 5 float16, 6 float32, 7 float64, 15 bfloat16.
# A linear layer, or several that read the same rows and whose results lie side by side: weights [out_i, in] and perhaps one bias
# [out]; or all of them packed as one, then there are no weights.
class Linear(NamedTuple):
  weights : List[Tensor]
  bias : Optional[Tensor]
  packed : List[__torch__.torch.classes.quantized.LinearPackedParamsBase]

class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # ---------------------------------------------------------------- weights

  # A whole file as `count` elements of one dtype, mapped, not read.
  def map_file(self: __torch__.Kernels, path: str, count: int, dtype: int) -> Tensor:
    return torch.from_file(path, False, count, dtype=dtype, layout=None, device=None, pin_memory=None)

  # A tensor of a mapped file; on the CPU a view if it is wanted as it is stored.
  def tensor_of(self: __torch__.Kernels, file: Tensor, first: int, count: int, wanted: int, shape: List[int], device: str) -> Tensor:
    return torch.to(torch.view(torch.narrow(file, 0, first, count), shape), torch.device(device), wanted)

  # Whether float16 holds a weight [out, in] of 16 bits: it does hold every bfloat16 number of a trained weight. Only numbers below
  # 2^-16 move, by at most 2^-25; those above 65504 have no place, nor have infinity and NaN, which packing would make numbers of.
  # 1024 rows at a time bound the memory.
  def fits_half(self: __torch__.Kernels, weight: Tensor) -> bool:
    fits = True
    rows = torch.size(weight, 0)
    for i in range(torch.floordiv(torch.add(rows, 1023), 1024)):
      if fits:
        begin = torch.mul(i, 1024)
        part = torch.narrow(weight, 0, begin, ops.prim.min(1024, torch.sub(rows, begin)))
        moved = torch.abs(torch.sub(torch.to(torch.to(part, 5), 6), torch.to(part, 6)))
        fits = torch.item(torch.max(moved)) <= 2.9802322387695312e-08
    return fits

  # Magnitude of the largest number, in float32 [1]; NaN if there is one. Minimum and maximum need no copy of a tensor.
  def largest(self: __torch__.Kernels, x: Tensor) -> Tensor:
    ends = torch.stack([torch.min(x), torch.max(x)], 0)
    return (self).to_float(torch.unsqueeze(torch.max(torch.abs(ends)), 0))

  # A linear layer of weights as they are stored and no or one bias, to compute in dtype `wanted`. For products in float32 on a CPU
  # (`pack`) weights of 16 bits are not widened but packed as float16, if that holds them. Weights that are views of a mapped file
  # stay so, others are joined (`join`): one product is faster than several.
  def linear_of(self: __torch__.Kernels, stored: List[Tensor], biases: List[Tensor], wanted: int, pack: bool, join: bool) -> __torch__.Linear:
    bias = annotate(Optional[Tensor], None)
    if torch.len(biases) > 0:
      bias = annotate(Optional[Tensor], biases[0])
    packed = annotate(List[__torch__.torch.classes.quantized.LinearPackedParamsBase], [])
    weights = annotate(List[Tensor], [])
    fits = pack
    for i in range(torch.len(stored)):
      _0 = torch.append(weights, torch.to(stored[i], wanted))
      if fits:
        fits = (self).fits_half(stored[i])
    if fits:
      _1 = torch.append(packed, ops.quantized.linear_prepack_fp16(torch.cat(weights, 0), bias))
      weights = annotate(List[Tensor], [])
    if join:
      if torch.len(weights) > 1:
        weights = annotate(List[Tensor], [torch.cat(weights, 0)])
    return __torch__.Linear(weights, bias, packed)

  # The weights of a linear layer in float32, on the CPU: [out, in]. Only tests ask for them.
  def weight_of(self: __torch__.Kernels, linear: __torch__.Linear) -> Tensor:
    if torch.len(linear.packed) > 0:
      weight, _0 = ops.quantized.linear_unpack_fp16(linear.packed[0])
    else:
      weight = (self).to_float(torch.cat(linear.weights, 0))
    return weight

  # float32 parts of one tensor, in order
  def tensor_from(self: __torch__.Kernels, parts: List[Tensor], wanted: int, shape: List[int], device: str) -> Tensor:
    return torch.to(torch.view(torch.cat(parts, 0), shape), torch.device(device), wanted)

  # Random numbers, all between low and high equally likely
  def uniform(self: __torch__.Kernels, shape: List[int], low: float, high: float, dtype: int, device: str) -> Tensor:
    return torch.uniform_(torch.empty(shape, dtype=dtype, layout=None, device=torch.device(device), pin_memory=None), low, high)

  def tanh(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.tanh(x)

  # ---------------------------------------------------------------- products

  # [..., in] -> [..., out]
  def linear(self: __torch__.Kernels, x: Tensor, linear: __torch__.Linear) -> Tensor:
    if torch.len(linear.packed) > 0:
      y = ops.quantized.linear_dynamic_fp16(x, linear.packed[0])
    else:
      if torch.len(linear.weights) == 1:
        y = torch.linear(x, linear.weights[0], linear.bias)
      else:
        parts = annotate(List[Tensor], [])
        for i in range(torch.len(linear.weights)):
          _0 = torch.append(parts, torch.linear(x, linear.weights[i]))
        y = torch.cat(parts, -1)
    return y

  # ---------------------------------------------------------------- vision encoder (specification section 3)

  # [T, 3, I, I] -> [T, D, G, G]. A convolution whose patches do not overlap is a linear layer; as such it is float32 on a GPU too, where
  # convolutions round their factors to 10 bits (TF32).
  def patch_embedding(self: __torch__.Kernels, pixels: Tensor, weight: Tensor, patch: int) -> Tensor:
    x = torch.to(pixels, ops.prim.device(weight), ops.prim.dtype(weight))
    tiles = torch.size(x, 0)
    side = torch.floordiv(torch.size(x, 2), patch)
    x = torch.permute(torch.view(x, [tiles, 3, side, patch, side, patch]), [0, 2, 4, 1, 3, 5])
    y = torch.linear(torch.reshape(x, [tiles, torch.mul(side, side), -1]), torch.flatten(weight, 1, -1))
    return torch.view(torch.transpose(y, 1, 2), [tiles, -1, side, side])

  # [T, D, G, G] -> [T, G*G, D], each tile moved by its own vector; table: [ids, T*D]
  def pre_tile(self: __torch__.Kernels, patches: Tensor, table: Tensor, gate: Tensor, id: int) -> Tensor:
    x = torch.transpose(torch.flatten(patches, 2, -1), 1, 2)
    move = torch.view(torch.select(table, 0, id), [torch.size(x, 0), 1, torch.size(x, 2)])
    return torch.add(x, torch.mul(move, gate))

  # [T, P8, D] with one vector per tile added to all its rows; table: [ids, T*D]
  def post_tile(self: __torch__.Kernels, x: Tensor, table: Tensor, gate: Tensor, id: int) -> Tensor:
    move = torch.view(torch.select(table, 0, id), [torch.size(x, 0), 1, torch.size(x, 2)])
    return torch.add(x, torch.mul(move, gate))

  # Class token in front and gated positions: [T, P-1, D] -> [T, P, D]; tile_table: [ids, T*P*D]
  def positions(self: __torch__.Kernels, x: Tensor, class_embedding: Tensor, embedding: Tensor, tile_table: Tensor, gate: Tensor, id: int) -> Tensor:
    tiles = torch.size(x, 0)
    size = torch.size(x, 2)
    first = torch.expand(torch.view(class_embedding, [1, 1, size]), [tiles, 1, size])
    y = torch.cat([first, x], 1)
    y = torch.add(y, torch.mul(embedding, torch.rsub(gate, 1)))
    place = torch.view(torch.select(tile_table, 0, id), [tiles, torch.size(y, 1), size])
    return torch.add(y, torch.mul(place, gate))

  def layer_norm(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor, eps: float) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], weight, bias, eps)

  # Zero rows at the end of each tile: [T, P, D] -> [T*P8, D]
  def pad_tiles(self: __torch__.Kernels, x: Tensor, rows: int) -> Tensor:
    return torch.flatten(torch.constant_pad_nd(x, [0, 0, 0, rows], 0), 0, 1)

  # One local or global layer on [R, D], rows ordered so that the `real` first ones are real and the rest is padding
  # (section 3.2: real rows attend to everything, padding rows only to real rows).
  # w: norm weight, bias, norm weight, bias[, tanh gates of attention, mlp]; m: q and k and v, o, fc1, fc2
  def vision_layer(self: __torch__.Kernels, x: Tensor, real: int, w: List[Tensor], m: List[__torch__.Linear], heads: int, eps: float) -> Tensor:
    rows = torch.size(x, 0)
    size = torch.size(x, 1)
    qkv = torch.view((self).linear(torch.layer_norm(x, [size], w[0], w[1], eps), m[0]), [1, rows, 3, heads, torch.floordiv(size, heads)])
    q = torch.transpose(torch.select(qkv, 2, 0), 1, 2)
    k = torch.transpose(torch.select(qkv, 2, 1), 1, 2)
    v = torch.transpose(torch.select(qkv, 2, 2), 1, 2)
    a = torch.scaled_dot_product_attention(torch.narrow(q, 2, 0, real), k, v)
    if rows > real:
      rest = torch.scaled_dot_product_attention(torch.narrow(q, 2, real, torch.sub(rows, real)), torch.narrow(k, 2, 0, real), torch.narrow(v, 2, 0, real))
      a = torch.cat([a, rest], 2)
    a = (self).linear(torch.reshape(torch.transpose(torch.squeeze(a, 0), 0, 1), [rows, size]), m[1])
    if torch.len(w) > 4:
      a = torch.mul(a, w[4])
    y = torch.add(x, a)
    h = torch.layer_norm(y, [size], w[2], w[3], eps)
    h = (self).linear(torch.gelu((self).linear(h, m[2])), m[3])
    if torch.len(w) > 4:
      h = torch.mul(h, w[5])
    return torch.add(y, h)

  # Final state and kept states, interleaved as section 3.5 tells: each [T*P8, D] -> [T, P, D*(1+kept)]
  def vision_output(self: __torch__.Kernels, final: Tensor, states: List[Tensor], tiles: int, tokens: int) -> Tensor:
    size = torch.size(final, 1)
    rows = torch.floordiv(torch.size(final, 0), tiles)
    mixed = torch.flatten(torch.stack(states, -1), 1, -1)
    both = torch.cat([final, mixed], 1)
    return torch.narrow(torch.view(both, [tiles, rows, torch.size(both, 1)]), 1, 0, tokens)

  # [T, P, .] -> [T*P, E]
  def project(self: __torch__.Kernels, x: Tensor, projector: __torch__.Linear) -> Tensor:
    return torch.flatten((self).linear(x, projector), 0, 1)

  # ---------------------------------------------------------------- text decoder (section 4)

  # Section 4.5: computed in float32, cast back, then multiplied by the weight; eps [1] in float32. The mean square is taken from
  # the length of the row: fewer passes and operators than squaring, averaging and adding.
  def rms_norm(self: __torch__.Kernels, x: Tensor, weight: Tensor, eps: Tensor) -> Tensor:
    h = torch.to(x, 6)
    length = torch.linalg_vector_norm(h, 2, [-1], True)
    h = torch.mul(h, torch.rsqrt(torch.addcmul(eps, length, length, value=torch.div(1., torch.size(x, -1)))))
    return torch.mul_(torch.to(h, ops.prim.dtype(x)), weight)

  # Gate and up, side by side, are m[2], down is m[3].
  def mlp(self: __torch__.Kernels, h: Tensor, m: List[__torch__.Linear]) -> Tensor:
    both = (self).linear(h, m[2])
    size = torch.floordiv(torch.size(both, -1), 2)
    gate = torch.silu(torch.narrow(both, -1, 0, size))
    return (self).linear(torch.mul_(gate, torch.narrow(both, -1, size, size)), m[3])

  # [B, S, heads*d] -> [B, S, heads, d]
  def by_head(self: __torch__.Kernels, x: Tensor, d: int) -> Tensor:
    return torch.view(x, [torch.size(x, 0), torch.size(x, 1), -1, d])

  # Query heads that share a key/value head become rows of that head: no key is ever repeated. What attention returns need not lie in
  # memory as its shape tells: on a GPU heads may be inside rows, so that `reshape` copies there.
  # q [B, H, S, d], k and v [B, K, n, d] -> [B, S, H*d]
  # held: empty, or one boolean [B, 1, 1, n]: the columns that are each conversation's own; the rest is padding.
  def grouped_attention(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, held: List[Tensor]) -> Tensor:
    batch = torch.size(q, 0)
    rows = torch.size(q, 2)
    d = torch.size(q, 3)
    kv = torch.size(k, 1)
    heads = torch.size(q, 1)
    folded = torch.floordiv(torch.mul(heads, rows), kv)
    q = torch.reshape(q, [batch, kv, folded, d])
    if torch.len(held) == 0:
      a = torch.scaled_dot_product_attention(q, k, v)
    else:
      a = torch.scaled_dot_product_attention(q, k, v, held[0])
    a = torch.reshape(a, [batch, heads, rows, d])
    return torch.reshape(torch.transpose(a, 1, 2), [batch, rows, torch.mul(heads, d)])

  # Each row attends to the rows up to its own: q [B, H, S, d], k and v [B, K, n, d], of which the last S are these rows' -> [B, S, H*d].
  # Key/value heads become the batch, and the query heads that share one read it without a copy: libtorch 2.7's own way (enable_gqa)
  # makes all probabilities exist at once, which takes 1 GB and three times as long for 1900 rows of 32 heads.
  def causal_attention(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    batch = torch.size(q, 0)
    heads = torch.size(q, 1)
    rows = torch.size(q, 2)
    d = torch.size(q, 3)
    kv = torch.size(k, 1)
    columns = torch.size(k, 2)
    group = torch.floordiv(heads, kv)
    shape = [batch, kv, group, columns, d]
    q = torch.reshape(q, [torch.mul(batch, kv), group, rows, d])
    k = torch.flatten(torch.expand(torch.unsqueeze(k, 2), shape), 0, 1)
    v = torch.flatten(torch.expand(torch.unsqueeze(v, 2), shape), 0, 1)
    if rows == columns:
      a = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
    else:
      seen = torch.tril(torch.ones([rows, columns], dtype=11, layout=None, device=ops.prim.device(q), pin_memory=None), torch.sub(columns, rows))
      a = torch.scaled_dot_product_attention(q, k, v, seen)
    return torch.flatten(torch.transpose(torch.reshape(a, [batch, heads, rows, d]), 1, 2), 2, -1)

  def embed(self: __torch__.Kernels, ids: Tensor, table: Tensor) -> Tensor:
    return torch.embedding(table, torch.to(ids, ops.prim.device(table), 4))

  # Rows of several conversations lie one behind the other along a dimension: `some` of them from `begin` on, without a copy.
  def part(self: __torch__.Kernels, x: Tensor, dim: int, begin: int, some: int) -> Tensor:
    if some < torch.size(x, dim):
      x = torch.narrow(x, dim, begin, some)
    return x

  # [B, rows, .] each, one behind the other
  def in_a_row(self: __torch__.Kernels, parts: List[Tensor]) -> Tensor:
    if torch.len(parts) == 1:
      x = parts[0]
    else:
      x = torch.cat(parts, 1)
    return x

  # The last row of each conversation: [B, R, E] -> [B, conversations, E]
  def last_rows(self: __torch__.Kernels, x: Tensor, counts: List[int]) -> Tensor:
    if torch.size(x, 1) > torch.len(counts):
      parts = annotate(List[Tensor], [])
      end = 0
      for i in range(torch.len(counts)):
        end = torch.add(end, counts[i])
        _0 = torch.append(parts, torch.narrow(x, 1, torch.sub(end, 1), 1))
      x = (self).in_a_row(parts)
    return x

  # Section 4.2 on [B, R, E]: new rows of conversations, counts[i] of the i-th, which go to place at[i] of its caches; a batch of B
  # conversations in step counts as one. cache: keys and values [B, K, C_i, d] of each, written in place. With `last` the last row of each
  # comes out: behind the last layer nobody asks for others.
  # w: input norm, post norm, eps; m: q and k and v, o, gate and up, down. cos and sin [R, d] (or [B, 1, 1, d]) of these rows; the first half
  # of sin carries the minus sign. held: for single rows, see grouped_attention.
  def self_layer(self: __torch__.Kernels, x: Tensor, w: List[Tensor], m: List[__torch__.Linear], cache: List[Tensor], at: List[int], counts: List[int], cos: Tensor, sin: Tensor, held: List[Tensor], last: bool) -> Tensor:
    kv = torch.size(cache[0], 1)
    d = torch.size(cache[0], 3)
    h = (self).rms_norm(x, w[0], w[2])
    qkv = torch.transpose((self).by_head((self).linear(h, m[0]), d), 1, 2)
    turned = torch.sub(torch.size(qkv, 1), kv)
    heads = torch.sub(turned, kv)
    qk = torch.narrow(qkv, 1, 0, turned)
    qk = torch.add_(torch.mul(qk, cos), torch.mul_(torch.roll(qk, [torch.floordiv(d, 2)], [3]), sin))
    parts = annotate(List[Tensor], [])
    begin = 0
    for i in range(torch.len(counts)):
      rows = counts[i]
      keys = cache[torch.mul(i, 2)]
      values = cache[torch.add(torch.mul(i, 2), 1)]
      new = (self).part(qk, 2, begin, rows)
      _0 = torch.copy_(torch.narrow(keys, 2, at[i], rows), torch.narrow(new, 1, heads, kv))
      _1 = torch.copy_(torch.narrow(values, 2, at[i], rows), torch.narrow((self).part(qkv, 2, begin, rows), 1, turned, kv))
      q = torch.narrow(new, 1, 0, heads)
      if last:
        q = (self).part(q, 2, torch.sub(rows, 1), 1)
      k = torch.narrow(keys, 2, 0, torch.add(at[i], rows))
      v = torch.narrow(values, 2, 0, torch.add(at[i], rows))
      if torch.size(q, 2) == 1:
        a = (self).grouped_attention(q, k, v, held)
      else:
        a = (self).causal_attention(q, k, v)
      _2 = torch.append(parts, a)
      begin = torch.add(begin, rows)
    if last:
      x = (self).last_rows(x, counts)
    y = torch.add_((self).linear((self).in_a_row(parts), m[1]), x)
    return torch.add_((self).mlp((self).rms_norm(y, w[1], w[2]), m), y)

  # Keys (after k_norm) and values of visual tokens (section 4.4): states [n, E] -> keys, values [1, K, n, d] each; w and m as in cross_layer
  def cross_cache(self: __torch__.Kernels, states: Tensor, w: List[Tensor], m: List[__torch__.Linear]) -> List[Tensor]:
    both = torch.transpose((self).by_head((self).linear(torch.unsqueeze(states, 0), m[4]), torch.size(w[4], 0)), 1, 2)
    kv = torch.floordiv(torch.size(both, 1), 2)
    k = torch.contiguous(torch.narrow(both, 1, 0, kv))
    v = torch.contiguous(torch.narrow(both, 1, kv, kv))
    return [(self).rms_norm(k, w[4], w[2]), v]

  # The same of several layers of a stack, one pair behind the other
  def cross_caches(self: __torch__.Kernels, states: Tensor, w: List[List[Tensor]], m: List[List[__torch__.Linear]], layers: List[int]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for i in range(torch.len(layers)):
      pair = (self).cross_cache(states, w[layers[i]], m[layers[i]])
      _0 = torch.append(out, pair[0])
      _1 = torch.append(out, pair[1])
    return out

  # Zeros for the first blind[i] rows of each conversation, in place: x [B, R, E]
  def hide(self: __torch__.Kernels, x: Tensor, counts: List[int], blind: List[int]) -> Tensor:
    begin = 0
    for i in range(torch.len(counts)):
      if blind[i] > 0:
        _0 = torch.zero_(torch.narrow(x, 1, begin, blind[i]))
      begin = torch.add(begin, counts[i])
    return x

  # Section 4.4 on [B, R, E], rows of conversations as in self_layer. Each conversation's rows fall into consecutive segments (segments[i]
  # counts their rows), of which each attends to its own columns (held: see grouped_attention). cache: of each conversation the queries
  # [B, H, C_i, d], and of each of its segments keys and values [B, K, n, d]. Queries after q_norm are written at at[i].
  # The first blind[i] rows see no image: their MLP output is dropped, and with `both` also their attention output.
  # w: input norm, post norm, eps, q_norm, k_norm, tanh of the attention gate, of the mlp gate; m: q, o, gate and up, down, k and v
  def cross_layer(self: __torch__.Kernels, x: Tensor, w: List[Tensor], m: List[__torch__.Linear], cache: List[Tensor], at: List[int], counts: List[int], segments: List[List[int]], held: List[Tensor], blind: List[int], both: bool) -> Tensor:
    h = (self).rms_norm(x, w[0], w[2])
    q = torch.transpose((self).rms_norm((self).by_head((self).linear(h, m[0]), torch.size(cache[0], 3)), w[3], w[2]), 1, 2)
    parts = annotate(List[Tensor], [])
    begin = 0
    place = 0
    for i in range(torch.len(counts)):
      _0 = torch.copy_(torch.narrow(cache[place], 2, at[i], counts[i]), (self).part(q, 2, begin, counts[i]))
      rows = segments[i]
      for j in range(torch.len(rows)):
        k = cache[torch.add(place, torch.add(torch.mul(j, 2), 1))]
        v = cache[torch.add(place, torch.add(torch.mul(j, 2), 2))]
        _1 = torch.append(parts, (self).grouped_attention((self).part(q, 2, begin, rows[j]), k, v, held))
        begin = torch.add(begin, rows[j])
      place = torch.add(place, torch.add(torch.mul(torch.len(rows), 2), 1))
    a = torch.mul_((self).linear((self).in_a_row(parts), m[1]), w[5])
    if both:
      a = (self).hide(a, counts, blind)
    y = torch.add_(a, x)
    z = torch.mul_((self).mlp((self).rms_norm(y, w[1], w[2]), m), w[6])
    return torch.add_((self).hide(z, counts, blind), y)

  # Consecutive layers on [B, R, E], rows of conversations as in self_layer: layer first+i of a stack has the weights w and m of that place,
  # where a cross layer is known by its 7 tensors, and caches[i]: see self_layer and cross_layer. With `last` the last row of each
  # conversation comes out, if the last layer is a self layer. What each conversation of a batch in step holds (see grouped_attention) of the
  # text rows, of the first cross layer's columns and of the later ones' is told by rows_held, first_held and later_held.
  def layers(self: __torch__.Kernels, x: Tensor, first: int, w: List[List[Tensor]], m: List[List[__torch__.Linear]], caches: List[List[Tensor]], at: List[int], counts: List[int], cos: Tensor, sin: Tensor, rows_held: List[Tensor], segments: List[List[int]], first_held: List[Tensor], later_held: List[Tensor], blind: List[int], both: bool, last: bool) -> Tensor:
    held = first_held
    for i in range(torch.len(caches)):
      layer = torch.add(first, i)
      if torch.len(w[layer]) == 7:
        x = (self).cross_layer(x, w[layer], m[layer], caches[i], at, counts, segments, held, blind, both)
        held = later_held
      else:
        ends = False
        if torch.add(i, 1) == torch.len(caches):
          ends = last
        x = (self).self_layer(x, w[layer], m[layer], caches[i], at, counts, cos, sin, rows_held, ends)
    return x

  # The numbers of new rows in a table of positions: [positions, d] -> [R, d]
  def at_rows(self: __torch__.Kernels, table: Tensor, at: List[int], counts: List[int]) -> Tensor:
    parts = annotate(List[Tensor], [])
    for i in range(torch.len(counts)):
      _0 = torch.append(parts, torch.narrow(table, 0, at[i], counts[i]))
    if torch.len(parts) == 1:
      rows = parts[0]
    else:
      rows = torch.cat(parts, 0)
    return rows

  # The same for prompts [1, R, E], with cos and sin of all positions: nothing is padded
  def prompt_layers(self: __torch__.Kernels, x: Tensor, first: int, w: List[List[Tensor]], m: List[List[__torch__.Linear]], caches: List[List[Tensor]], at: List[int], counts: List[int], cos: Tensor, sin: Tensor, segments: List[List[int]], blind: List[int], both: bool, last: bool) -> Tensor:
    nothing = annotate(List[Tensor], [])
    return (self).layers(x, first, w, m, caches, at, counts, (self).at_rows(cos, at, counts), (self).at_rows(sin, at, counts), nothing, segments, nothing, nothing, blind, both, last)

  # [B, S, E] -> [B, S, V] in float32
  def logits(self: __torch__.Kernels, x: Tensor, norm: Tensor, head: __torch__.Linear, eps: Tensor) -> Tensor:
    return torch.to((self).linear((self).rms_norm(x, norm, eps), head), 6)

  # Of the last row of each of B prompts: [1, R, E] -> [B, V]
  def last_logits(self: __torch__.Kernels, x: Tensor, counts: List[int], norm: Tensor, head: __torch__.Linear, eps: Tensor) -> Tensor:
    return torch.squeeze((self).logits((self).last_rows(x, counts), norm, head, eps), 0)

  # One decode step for a batch through a whole stack (see layers): ids [B, 1] -> logits [B, V].
  # positions: empty for conversations of one length, or one int64 [B].
  def decode(self: __torch__.Kernels, ids: Tensor, positions: List[Tensor], table: Tensor, w: List[List[Tensor]], m: List[List[__torch__.Linear]], caches: List[List[Tensor]], at: int, cos: Tensor, sin: Tensor, rows_held: List[Tensor], first_held: List[Tensor], later_held: List[Tensor], norm: Tensor, head: __torch__.Linear, eps: Tensor) -> Tensor:
    x = (self).embed(ids, table)
    if torch.len(positions) == 0:
      row_cos = torch.narrow(cos, 0, at, 1)
      row_sin = torch.narrow(sin, 0, at, 1)
    else:
      places = torch.to(positions[0], ops.prim.device(cos), 4)
      shape = [torch.size(ids, 0), 1, 1, torch.size(cos, 1)]
      row_cos = torch.view(torch.index_select(cos, 0, places), shape)
      row_sin = torch.view(torch.index_select(sin, 0, places), shape)
    so_far = annotate(List[Tensor], [])
    if torch.len(rows_held) > 0:
      _0 = torch.append(so_far, torch.narrow(rows_held[0], 3, 0, torch.add(at, 1)))
    x = (self).layers(x, 0, w, m, caches, [at], [1], row_cos, row_sin, so_far, [[1]], first_held, later_held, [0], False, True)
    return torch.squeeze((self).logits(x, norm, head, eps), 1)

  # Chosen token and its probability (of the untempered distribution) as float64 [B, 2]; logits [B, V].
  # Section 5.3: temperature, then top-k, then top-p; `uniform` in [0, 1) picks from what is left. Temperature 0 is greedy.
  def choose(self: __torch__.Kernels, logits: Tensor, temperature: float, top_k: int, top_p: float, uniform: float) -> Tensor:
    if temperature == 0.:
      token = torch.argmax(logits, -1, True)
    else:
      size = torch.size(logits, -1)
      count = size
      if top_k > 0:
        if top_k < size:
          count = top_k
      top, index = torch.topk(torch.div(logits, temperature), count, -1, True, True)
      p = torch.softmax(top, -1, 7)
      before = torch.sub(torch.cumsum(p, -1), p)
      p = torch.mul(p, torch.lt(before, top_p))
      mass = torch.cumsum(p, -1)
      target = torch.mul(torch.select(mass, -1, -1), uniform)
      place = torch.sum(torch.le(mass, torch.unsqueeze(target, -1)), [-1], True)
      token = torch.gather(index, -1, torch.clamp_max(place, torch.sub(count, 1)))
    chosen = torch.gather(logits, -1, token)
    p = torch.exp(torch.sub(torch.to(chosen, 7), torch.logsumexp(torch.to(logits, 7), [-1], True)))
    return torch.to(torch.cat([torch.to(token, 7), p], -1), torch.device("cpu"), 7)

  # ---------------------------------------------------------------- attention on demand (docs/decisions/attention.md)

  # Softmax probabilities of chosen query rows, in float32, over columns [first, first + n) of the keys, aggregated over the rows.
  # queries [1, H, C, d], keys [1, K, n, d], rows int64 [R] -> [H, n]; `chunk` rows at a time bound the memory.
  def attention(self: __torch__.Kernels, queries: Tensor, rows: Tensor, keys: Tensor, maximum: bool, chunk: int) -> Tensor:
    heads = torch.size(queries, 1)
    kv = torch.size(keys, 1)
    d = torch.size(keys, 3)
    n = torch.size(keys, 2)
    scale = torch.div(1., torch.sqrt(d))
    flipped = torch.transpose(torch.squeeze(keys, 0), 1, 2)
    out = torch.zeros([heads, n], dtype=6, layout=None, device=ops.prim.device(keys), pin_memory=None)
    total = torch.size(rows, 0)
    steps = torch.floordiv(torch.sub(torch.add(total, chunk), 1), chunk)
    for i in range(steps):
      begin = torch.mul(i, chunk)
      some = ops.prim.min(chunk, torch.sub(total, begin))
      q = torch.index_select(torch.squeeze(queries, 0), 1, torch.to(torch.narrow(rows, 0, begin, some), ops.prim.device(keys), 4))
      folded = torch.floordiv(torch.mul(heads, some), kv)
      s = torch.matmul(torch.reshape(q, [kv, folded, d]), flipped)
      p = torch.view(torch.softmax(torch.to(torch.mul(s, scale), 6), -1), [heads, some, n])
      if maximum:
        out = torch.maximum(out, torch.amax(p, [1]))
      else:
        out = torch.add(out, torch.sum(p, [1]))
    return out

  # Euclidean length of every row, in float32: [1, K, n, d] -> [K, n]
  def row_norms(self: __torch__.Kernels, x: Tensor) -> Tensor:
    h = torch.to(torch.squeeze(x, 0), 6)
    return torch.sqrt(torch.sum(torch.mul(h, h), [-1]))

  # ---------------------------------------------------------------- plain tensor handling

  def narrow(self: __torch__.Kernels, x: Tensor, dim: int, start: int, length: int) -> Tensor:
    return torch.narrow(x, dim, start, length)

  def take(self: __torch__.Kernels, x: Tensor, dim: int, index: Tensor) -> Tensor:
    return torch.index_select(x, dim, torch.to(index, ops.prim.device(x), 4))

  def concatenate(self: __torch__.Kernels, parts: List[Tensor], dim: int) -> Tensor:
    return torch.cat(parts, dim)

  def mean(self: __torch__.Kernels, x: Tensor, dim: int) -> Tensor:
    return torch.mean(x, [dim], True)

  # Several buffers of one shape
  def zeros(self: __torch__.Kernels, count: int, shape: List[int], like: Tensor) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for i in range(count):
      _0 = torch.append(out, torch.zeros(shape, dtype=ops.prim.dtype(like), layout=None, device=ops.prim.device(like), pin_memory=None))
    return out

  # The first `rows` places along dimension 2 in a new buffer: [B, H, C, d] -> [B, H, capacity, d]
  def regrown(self: __torch__.Kernels, x: Tensor, rows: int, capacity: int) -> Tensor:
    out = torch.zeros([torch.size(x, 0), torch.size(x, 1), capacity, torch.size(x, 3)], dtype=ops.prim.dtype(x), layout=None, device=ops.prim.device(x), pin_memory=None)
    _0 = torch.copy_(torch.narrow(out, 2, 0, rows), torch.narrow(x, 2, 0, rows))
    return out

  # Several conversations' caches as one: the first counts[i] places of parts[i] [1, H, C, d] from place starts[i] on of conversation
  # i; zeros elsewhere: [B, H, capacity, d]
  def batched(self: __torch__.Kernels, parts: List[Tensor], counts: List[int], starts: List[int], capacity: int) -> Tensor:
    like = parts[0]
    out = torch.zeros([torch.len(parts), torch.size(like, 1), capacity, torch.size(like, 3)], dtype=ops.prim.dtype(like), layout=None, device=ops.prim.device(like), pin_memory=None)
    for i in range(torch.len(parts)):
      place = torch.narrow(torch.narrow(out, 0, i, 1), 2, starts[i], counts[i])
      _0 = torch.copy_(place, torch.narrow(parts[i], 2, 0, counts[i]))
    return out

  # The same keys or values for a whole batch, without a copy: [1, K, n, d] -> [B, K, n, d]
  def shared(self: __torch__.Kernels, x: Tensor, batch: int) -> Tensor:
    return torch.expand(x, [batch, -1, -1, -1])

  # For reading from Java: float32, contiguous, in main memory.
  def to_float(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.contiguous(torch.to(x, torch.device("cpu"), 6))

  # For measuring the machine: memory
  def copy_into(self: __torch__.Kernels, x: Tensor, target: Tensor) -> Tensor:
    return torch.copy_(target, x)

  # Always a copy: an array that Java made borrows its memory from a Java buffer and must not outlive it.
  def copy_like(self: __torch__.Kernels, x: Tensor, like: Tensor) -> Tensor:
    return torch.to(x, ops.prim.device(like), ops.prim.dtype(like), False, True)

  # Always a copy too, on the device of another tensor, with its own dtype
  def copy_to(self: __torch__.Kernels, x: Tensor, other: Tensor) -> Tensor:
    return torch.to(x, ops.prim.device(other), ops.prim.dtype(x), False, True)
