/**
 * An opened Hugging Face folder: configuration and named tensors over all shards, everything checked before use. The
 * door is {@link trimscope.core.checkpoint.Checkpoint}. One record for each object of the published files makes more
 * than half a dozen types; they and the readers behind the door share a package so that the readers need not be public.
 */
@NullMarked
package trimscope.core.checkpoint;

import org.jspecify.annotations.NullMarked;
