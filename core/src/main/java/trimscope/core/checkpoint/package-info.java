/** An opened Hugging Face folder: configuration and named tensors over all shards, everything checked before use. */
@NullMarked
package trimscope.core.checkpoint;

import org.jspecify.annotations.NullMarked;
