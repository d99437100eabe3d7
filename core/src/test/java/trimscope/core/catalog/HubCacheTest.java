package trimscope.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.checkpoint.Checkpoint;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a permission there")
class HubCacheTest {
    @TempDir
    Path folder;

    @Test
    void aSnapshotIsListedWithWhatItsHeadersTell() throws IOException {
        FakeHub hub = new FakeHub(folder);
        CatalogEntry entry = only(hub);
        assertEquals(FakeHub.NAME, entry.name());
        assertEquals(Optional.of("main 01234567"), entry.revision());
        assertEquals(Optional.empty(), entry.problem());
        Checkpoint checkpoint = entry.checkpoint().orElseThrow();
        assertEquals("bfloat16", checkpoint.elementType().label());
        assertEquals(2 * checkpoint.parameters(), checkpoint.bytes());
        assertTrue(entry.bytes() > checkpoint.bytes(), "links are followed: " + entry.bytes());
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        FakeHub hub = new FakeHub(folder);
        hub.lose("model-00002-of-00003.safetensors");
        hub.lose("tokenizer.json");
        Files.write(hub.repository.resolve("blobs").resolve("abc.incomplete"), new byte[3_000_000]);
        CatalogEntry entry = only(hub);
        assertFalse(entry.isComplete());
        assertEquals(
                Optional.of(
                        "missing: 1 of 3 files of weights; tokenizer.json, model-00002-of-00003.safetensors; a download of"
                                + " 1 file is unfinished (3 MB so far)"),
                entry.problem());
    }

    @Test
    void aDownloadThatHasHardlyBegunIsKnownByItsName() throws IOException {
        Path snapshot = folder.resolve("models--meta-llama--Llama-3.2-90B-Vision-Instruct/snapshots/abcdef");
        Files.createDirectories(snapshot);
        CatalogEntry entry = HubCache.in(folder).entries().get(0);
        assertEquals(Optional.of("abcdef"), entry.revision());
        assertTrue(entry.problem().orElseThrow().contains("config.json"), entry::toString);
    }

    @Test
    void otherModelsAreLeftOut() throws IOException {
        Path other = Files.createDirectories(folder.resolve("models--org--text-model/snapshots/1"));
        Files.writeString(other.resolve("config.json"), "{\"model_type\": \"llama\"}");
        Files.createDirectories(folder.resolve("datasets--org--pictures/snapshots/1"));
        assertEquals(List.of(), HubCache.in(folder).entries());
        assertEquals(
                Optional.of("a model of type llama, not Llama-3.2-Vision (mllama)"),
                CatalogEntry.of(other).problem());
    }

    @Test
    void aBrokenFileIsToldAsTheLoaderTellsIt() throws IOException {
        FakeHub hub = new FakeHub(folder);
        Path shard = hub.repository.resolve("blobs").resolve("blob-of-model-00001-of-00003.safetensors");
        Files.write(shard, new byte[100]);
        String problem = only(hub).problem().orElseThrow();
        assertTrue(problem.startsWith("model-00001-of-00003.safetensors: the header "), problem);
    }

    @Test
    void aModelIsFoundByTheNameOfItsPage() throws IOException {
        FakeHub hub = new FakeHub(folder);
        Files.createDirectories(hub.repository.resolve("snapshots").resolve("00000000"));
        HubCache cache = HubCache.in(folder);
        assertEquals(hub.snapshot, cache.located(Path.of(FakeHub.NAME)));
        assertEquals(Path.of("meta-llama/other"), cache.located(Path.of("meta-llama/other")));
        assertEquals(folder, cache.located(folder));
    }

    @Test
    void whatIsNoFolderIsSaidToBeNone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(
                Optional.of(file + ": the model must be a folder, found a file"),
                CatalogEntry.of(file).problem());
        Path nothing = folder.resolve("nothing");
        assertEquals(
                Optional.of(nothing + ": the model must be a folder, found nothing there"),
                CatalogEntry.of(nothing).problem());
    }

    @Test
    void noCacheIsNoError() {
        assertEquals(List.of(), HubCache.in(folder.resolve("nothing")).entries());
    }

    @ParameterizedTest
    @CsvSource({
        "HF_HUB_CACHE, /a, /a",
        "HF_HUB_CACHE, ~/a, /home/me/a",
        "HF_HOME, /b, /b/hub",
        "XDG_CACHE_HOME, /c, /c/huggingface/hub",
        "OTHER, /d, /home/me/.cache/huggingface/hub"
    })
    void theCacheIsWhereTheOtherToolsHaveIt(String variable, String value, String expected) {
        Map<String, String> environment = Map.of(variable, value);
        assertEquals(Path.of(expected), HubCache.folder(environment::get, Path.of("/home/me")));
    }

    private static CatalogEntry only(FakeHub hub) {
        List<CatalogEntry> entries = HubCache.in(hub.folder).entries();
        assertEquals(1, entries.size());
        return entries.get(0);
    }
}
