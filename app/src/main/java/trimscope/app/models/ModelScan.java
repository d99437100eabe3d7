package trimscope.app.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import trimscope.core.catalog.CatalogEntry;
import trimscope.core.catalog.HubCache;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.device.Gpu;
import trimscope.core.memory.FreeMemory;
import trimscope.core.memory.MachineMemory;

/**
 * What is on this machine at one moment.
 *
 * @param problem why the embedded model is not among the models, if it is not
 * @param free bytes that each device had left
 * @param libraries whether there are libraries for the GPUs
 */
record ModelScan(
        List<ModelFound> models,
        List<Gpu> gpus,
        Map<ComputeDevice, OptionalLong> free,
        boolean libraries,
        Optional<String> problem)
        implements FreeMemory {
    static final String DEMO = "demo";

    /**
     * Looks around; takes a moment, since headers are read and drivers asked.
     *
     * @param folders that a person has opened before
     * @param loaded where the model that is there came from
     */
    static ModelScan of(HubCache hub, CudaSupport cuda, List<Path> folders, Optional<Path> loaded) {
        List<ModelFound> models = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        try {
            models.add(new ModelFound(ModelFound.Source.EMBEDDED, CatalogEntry.of(DEMO, EmbeddedModel.folder())));
        } catch (IOException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
        }
        folders.forEach(folder -> models.add(new ModelFound(ModelFound.Source.FOLDER, CatalogEntry.of(folder))));
        hub.entries().forEach(entry -> models.add(new ModelFound(ModelFound.Source.CACHE, entry)));
        // The program may have been started with a folder.
        loaded.filter(folder -> models.stream().noneMatch(each -> each.isIn(folder)))
                .ifPresent(folder -> models.add(new ModelFound(ModelFound.Source.FOLDER, CatalogEntry.of(folder))));
        List<Gpu> gpus = cuda.gpus();
        FreeMemory machine = new MachineMemory();
        Map<ComputeDevice, OptionalLong> free = new HashMap<>();
        free.put(ComputeDevice.CPU, machine.bytes(ComputeDevice.CPU));
        gpus.forEach(gpu -> free.put(gpu.device(), machine.bytes(gpu.device())));
        boolean libraries = gpus.isEmpty() || cuda.hasLibraries();
        return new ModelScan(List.copyOf(models), gpus, Map.copyOf(free), libraries, problem);
    }

    @Override
    public OptionalLong bytes(ComputeDevice device) {
        return free.getOrDefault(device, OptionalLong.empty());
    }
}
