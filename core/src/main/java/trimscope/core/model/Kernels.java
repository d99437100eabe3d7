package trimscope.core.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.LibrariesException;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.text.OfflineDjl;

/**
 * Calls the kernels of {@code kernels.py} by name; the only class that speaks {@code IValue}.
 *
 * <p>Every result belongs to the manager named first, whatever the arguments belong to. Arguments may be {@link NDArray},
 * {@link Value}, lists of arrays, of numbers or of such lists, {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String}, {@code int[]}
 * and {@code long[]}. A failure inside a kernel is an {@code EngineException} that names the line of the source.
 */
final class Kernels implements AutoCloseable {
    private final Model model;
    private final PtSymbolBlock block;
    private final boolean packing;

    private Kernels(Model model) {
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
        this.packing = tryPacking();
    }

    /** Not every processor of a family multiplies float32 rows by packed weights, and nothing but trying tells. */
    private boolean tryPacking() {
        try (NDManager scope = newManager();
                NDArray weight = scope.ones(new Shape(1, 1))) {
            make("linear_of", List.of(weight), List.of(), Precision.FLOAT32.code(), true, true)
                    .close();
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    /**
     * Loads the kernels.
     *
     * <p>TorchScript's optimiser spares a tenth of a small model's time between operators on a CPU. For a GPU it would compile operators
     * into one with every new shape, which takes seconds, and round otherwise before and after.
     *
     * @param device where they will compute
     * @param threads how many of them compute on a CPU when this thread calls kernels
     * @throws LibrariesException if the engine's libraries cannot be loaded
     */
    static Kernels load(ComputeDevice device, int threads) {
        return load(KernelArchive.bytes(), threads, device.isCpu());
    }

    /** Loads the kernels of another archive, for one thread of a CPU. */
    static Kernels load(byte[] archive) {
        return load(archive, 1, true);
    }

    private static Kernels load(byte[] archive, int threads, boolean optimize) {
        OfflineDjl.enforce();
        Model model = newModel();
        // Both hold for this thread.
        JniUtils.setNumThreads(threads);
        JniUtils.setGraphExecutorOptimize(optimize);
        try {
            model.load(new ByteArrayInputStream(archive));
        } catch (IOException | ai.djl.MalformedModelException e) {
            model.close();
            throw new IllegalStateException("the kernels of this program cannot be loaded", e);
        } catch (EngineException e) {
            model.close();
            throw e;
        }
        return new Kernels(model);
    }

    /** What Java makes lies in main memory whatever the weights do: kernels move it to them. */
    private static Model newModel() {
        try {
            return Model.newInstance("kernels", Device.cpu(), "PyTorch");
        } catch (EngineException | LinkageError e) {
            throw new LibrariesException(e);
        }
    }

    /** Whether weights of linear layers that are stored in 16 bits stay so, see {@code linear_of}. */
    boolean packs(ModelOptions options) {
        return packing && options.packs();
    }

    /** What weights of linear layers should be made in, where there is no checkpoint, to be held as a checkpoint's are. */
    Precision storedPrecision(ModelOptions options) {
        return packs(options) ? Precision.BFLOAT16 : options.precision();
    }

    /** The same seed makes {@code uniform} give the same numbers on the same device. */
    void seed(int seed) {
        model.getNDManager().getEngine().setRandomSeed(seed);
    }

    /** A new root of native memory. */
    NDManager newManager() {
        return model.getNDManager().newSubManager();
    }

    /** All arrays that any manager from here holds now. */
    List<NDArray> arrays() {
        return model.getNDManager().getManagedArrays();
    }

    /** Calls a kernel with one result. */
    NDArray call(NDManager into, String kernel, Object... arguments) {
        try (IValue result = run(kernel, arguments)) {
            return result.toTensor((PtNDManager) into);
        }
    }

    /** Calls a kernel whose result is a list. */
    List<NDArray> callForList(NDManager into, String kernel, Object... arguments) {
        try (IValue result = run(kernel, arguments)) {
            return List.of(result.toTensorArray((PtNDManager) into));
        }
    }

    /** Calls a kernel whose result stays in native code, for other kernels. */
    Value make(String kernel, Object... arguments) {
        return new Value(run(kernel, arguments));
    }

    /**
     * Gives what PyTorch keeps of GPUs' memory for later use back to their driver; libraries without CUDA do nothing.
     */
    static void emptyGpuCache() {
        try {
            JniUtils.emptyCudaCache();
        } catch (EngineException e) {
            // A lost GPU has nothing to give, and whoever lost it was told so.
        }
    }

    /** Comes back when an array has been computed: a GPU answers before it is done, and reading some numbers waits for it. */
    void waitFor(NDArray array) {
        if (!array.getDevice().isGpu()) {
            return;
        }
        try (NDManager scope = newManager()) {
            call(scope, "to_float", call(scope, "narrow", array.reshape(-1), 0, 0, 1))
                    .toFloatArray();
        }
    }

    private IValue run(String kernel, Object[] arguments) {
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = value(arguments[i]);
            }
            return IValueUtils.runMethod(block, kernel, values);
        } finally {
            for (int i = 0; i < arguments.length; i++) {
                if (values[i] != null && !(arguments[i] instanceof Value)) {
                    values[i].close();
                }
            }
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof NDArray array) {
            return IValue.from((PtNDArray) array);
        } else if (argument instanceof Value made) {
            return made.value;
        } else if (argument instanceof List<?> list) {
            return list(list);
        } else if (argument instanceof Number number) {
            return number instanceof Double ? IValue.from(number.doubleValue()) : IValue.from(number.longValue());
        } else if (argument instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        } else if (argument instanceof String text) {
            return IValue.from(text);
        } else if (argument instanceof long[] numbers) {
            return IValue.listFrom(numbers);
        } else if (argument instanceof int[] numbers) {
            long[] wide = new long[numbers.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = numbers[i];
            }
            return IValue.listFrom(wide);
        }
        throw new IllegalArgumentException("no kernel takes a " + argument.getClass());
    }

    /** Of arrays, or of lists of arrays. */
    private static IValue list(List<?> list) {
        if (list.isEmpty() || list.get(0) instanceof NDArray) {
            return IValue.listFrom(list.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
        }
        IValue[] inner = list.stream().map(Kernels::value).toArray(IValue[]::new);
        try {
            return IValue.listFrom(inner);
        } finally {
            for (IValue each : inner) {
                each.close();
            }
        }
    }

    /** A value in native code: made once, used in many calls; holds its arrays alive. */
    static final class Value implements AutoCloseable {
        private final IValue value;

        private Value(IValue value) {
            this.value = value;
        }

        /** Of arrays, or of lists of arrays. */
        static Value of(List<?> arrays) {
            return new Value(value(arrays));
        }

        /** A list of values of one kind; at least one. */
        static Value list(List<Value> values) {
            return new Value(
                    IValue.listFrom(values.stream().map(each -> each.value).toArray(IValue[]::new)));
        }

        @Override
        public void close() {
            value.close();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
