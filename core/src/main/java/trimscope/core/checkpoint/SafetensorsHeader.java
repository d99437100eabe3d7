package trimscope.core.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The header of one safetensors file: 8 bytes with the header's length (little-endian), the header in JSON, then the
 * tensors. Of the file only the header is read. Every rule of the format is checked, and nothing is allocated on the
 * word of a number in the file before the file's own length confirms it.
 */
final class SafetensorsHeader {
    private static final int LENGTH_BYTES = 8;

    /** Cap of the format itself. */
    private static final long LONGEST_HEADER = 100_000_000;

    /** The first 8 bytes of the text that Git leaves in place of a large file; as a length beyond every file. */
    private static final String LFS_POINTER = "version ";

    private static final String METADATA = "__metadata__";
    private static final Set<String> ENTRY_KEYS = Set.of("dtype", "shape", "data_offsets");

    /** Most values below one tensor's name; an honest entry has about ten. */
    private static final int MOST_ENTRY_VALUES = 100;

    private final Path file;
    private final long dataStart;
    private final long dataLength;

    private SafetensorsHeader(Path file, long dataStart, long fileLength) {
        this.file = file;
        this.dataStart = dataStart;
        this.dataLength = fileLength - dataStart;
    }

    /**
     * The tensors of the file in the order of their bytes, under the names that stand in it.
     *
     * @throws CheckpointException if the file is not a complete safetensors file of floating-point tensors
     */
    static List<TensorEntry> read(Path file) throws CheckpointException {
        try (FileChannel channel = FileChannel.open(file)) {
            long fileLength = channel.size();
            int headerLength = headerLength(file, channel, fileLength);
            ByteBuffer header = ByteBuffer.allocate(headerLength);
            fill(header, channel, LENGTH_BYTES);
            return new SafetensorsHeader(file, LENGTH_BYTES + headerLength, fileLength).tensors(header.array());
        } catch (IOException e) {
            throw CheckpointException.unreadable(file, e);
        }
    }

    private static int headerLength(Path file, FileChannel channel, long fileLength)
            throws IOException, CheckpointException {
        if (fileLength < LENGTH_BYTES) {
            throw CheckpointException.mismatch(
                    file, "the file", "at least " + LENGTH_BYTES + " bytes long", fileLength + " bytes");
        }
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(length, channel, 0);
        long headerLength = length.getLong(0);
        long longest = Math.min(LONGEST_HEADER, fileLength - LENGTH_BYTES);
        if (new String(length.array(), StandardCharsets.US_ASCII).equals(LFS_POINTER)) {
            throw new CheckpointException(
                    file + ": holds no weights, only a pointer of Git LFS to them; fetch them with 'git lfs pull'");
        }
        // The length is unsigned, so a negative one is beyond every bound as well.
        if (headerLength < 0 || headerLength > longest) {
            throw CheckpointException.mismatch(
                    file,
                    "the header",
                    "at most " + longest + " bytes long (the file has " + fileLength + ")",
                    Long.toUnsignedString(headerLength) + " bytes");
        }
        return (int) headerLength;
    }

    private static void fill(ByteBuffer target, FileChannel channel, long from) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, from + target.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
    }

    private List<TensorEntry> tensors(byte[] header) throws CheckpointException {
        List<Place> places;
        try {
            places = places(StrictJson.open(header));
        } catch (IOException e) {
            throw JsonFields.broken(file, "the header", e);
        }
        places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
        requireNoGaps(places);
        return places.stream().map(Place::entry).toList();
    }

    /** Goes through the header tensor by tensor: a header of the greatest length would make a giant tree. */
    private List<Place> places(JsonReader reader) throws IOException, CheckpointException {
        List<Place> places = new ArrayList<>();
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw new MalformedJsonException("no object");
        }
        reader.beginObject();
        Set<String> names = new HashSet<>();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (!names.add(name)) {
                throw new MalformedJsonException("duplicate key " + CheckpointException.quoted(name));
            }
            if (name.equals(METADATA)) {
                reader.skipValue();
            } else {
                places.add(place(name, StrictJson.next(reader, MOST_ENTRY_VALUES)));
            }
        }
        reader.endObject();
        StrictJson.requireEnd(reader);
        return places;
    }

    private Place place(String name, JsonElement json) throws CheckpointException {
        String subject = "tensor " + CheckpointException.quoted(name);
        if (!(json instanceof JsonObject object)) {
            throw CheckpointException.mismatch(file, subject, "described by an object", "something else");
        }
        JsonFields fields = new JsonFields(file, subject + ": ", object);
        if (!fields.keys().equals(ENTRY_KEYS)) {
            String found = CheckpointException.shortened(fields.keys().toString());
            throw CheckpointException.mismatch(file, subject, "described by dtype, shape and data_offsets", found);
        }
        ElementType type = elementType(subject, fields.text("dtype"));
        List<Long> shape = fields.longIntegers("shape", 0, Long.MAX_VALUE);
        List<Long> offsets = fields.longIntegers("data_offsets", 0, Long.MAX_VALUE);
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw fields.invalid("data_offsets", "a start and an end not before it");
        }
        long begin = offsets.get(0);
        Place place = new Place(new TensorEntry(name, file, dataStart + begin, type, shape), begin, offsets.get(1));
        requireLength(place);
        return place;
    }

    private ElementType elementType(String subject, String dtype) throws CheckpointException {
        return ElementType.named(dtype)
                .orElseThrow(() -> CheckpointException.mismatch(
                        file,
                        subject,
                        "stored as F32, F16 or BF16 (quantised and other number formats are not supported)",
                        CheckpointException.shortened(dtype)));
    }

    /** Exact arithmetic, since shapes are only claims here and their product can exceed every type. */
    private void requireLength(Place place) throws CheckpointException {
        TensorEntry entry = place.entry();
        BigInteger expected = entry.shape().stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.valueOf(entry.type().bytes()), BigInteger::multiply);
        long found = place.end() - place.begin();
        if (!expected.equals(BigInteger.valueOf(found))) {
            throw CheckpointException.mismatch(
                    file,
                    entry.subject(),
                    CheckpointException.shortened(
                            expected + " bytes long as " + entry.type() + " of shape " + entry.shape()),
                    found + " bytes in its data_offsets");
        }
    }

    private void requireNoGaps(List<Place> inOrder) throws CheckpointException {
        long at = 0;
        for (Place place : inOrder) {
            String subject = place.entry().subject();
            if (place.end() > dataLength) {
                throw CheckpointException.mismatch(
                        file,
                        subject,
                        "within the file's " + dataLength + " bytes of tensors",
                        "its end at byte " + place.end() + ", so the file is cut short");
            }
            if (place.begin() != at) {
                String fault = place.begin() < at ? " (overlap)" : " (gap)";
                throw CheckpointException.mismatch(
                        file,
                        subject,
                        "at byte " + at + " where the tensor before it ends",
                        "byte " + place.begin() + fault);
            }
            at = place.end();
        }
        if (at != dataLength) {
            throw CheckpointException.mismatch(
                    file, "the last tensor's end", "the end of the file at byte " + dataLength, "byte " + at);
        }
    }

    /** A tensor with its first byte and the one behind its last, counted from the end of the header. */
    private record Place(TensorEntry entry, long begin, long end) {}
}
