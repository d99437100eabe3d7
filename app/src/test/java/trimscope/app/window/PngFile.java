package trimscope.app.window;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;

/** Writes small PNG files: 256 colours are enough for a window, and a third of the size. */
final class PngFile {
    private static final int COLOURS = 256;

    private PngFile() {}

    static void write(Image image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image.getPixelReader().getArgb(i % width, i / width) & 0xFFFFFF;
            counts.merge(pixels[i], 1, Integer::sum);
        }
        List<List<Integer>> boxes = boxes(counts);
        int[] palette = new int[boxes.size()];
        Map<Integer, Integer> indices = new HashMap<>();
        for (int box = 0; box < palette.length; box++) {
            palette[box] = mean(boxes.get(box), counts);
            for (int color : boxes.get(box)) {
                indices.put(color, box);
            }
        }
        BufferedImage small = new BufferedImage(
                width,
                height,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
        for (int i = 0; i < pixels.length; i++) {
            small.getRaster().setSample(i % width, i / width, 0, indices.getOrDefault(pixels[i], 0));
        }
        ImageIO.write(small, "png", file.toFile());
    }

    /** Colours that become one: the most frequent ones stay alone, the others are halved along their longest side. */
    private static List<List<Integer>> boxes(Map<Integer, Integer> counts) {
        List<Integer> frequent = counts.keySet().stream()
                .sorted(Comparator.comparing((Integer color) -> -counts.getOrDefault(color, 0)))
                .limit(COLOURS / 4)
                .toList();
        List<Integer> others = new ArrayList<>(counts.keySet());
        others.removeAll(Set.copyOf(frequent));
        PriorityQueue<Box> boxes =
                new PriorityQueue<>(Comparator.comparing(Box::span).reversed());
        frequent.forEach(color -> boxes.add(Box.of(List.of(color))));
        boxes.add(Box.of(others));
        while (boxes.size() < COLOURS && boxes.element().colors().size() > 1) {
            Box largest = boxes.remove();
            Map<Boolean, List<Integer>> halves = largest.colors().stream()
                    .collect(
                            Collectors.partitioningBy(color -> ((color >> largest.shift()) & 0xFF) > largest.middle()));
            halves.values().forEach(half -> boxes.add(Box.of(half)));
        }
        return boxes.stream()
                .map(Box::colors)
                .filter(colors -> !colors.isEmpty())
                .toList();
    }

    /** Colours with the channel in which they differ most. */
    private record Box(List<Integer> colors, int shift, int middle, int span) {
        static Box of(List<Integer> colors) {
            int widest = 0;
            int middle = 0;
            int span = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int low = 255;
                int high = 0;
                for (int color : colors) {
                    int level = (color >> shift) & 0xFF;
                    low = Math.min(low, level);
                    high = Math.max(high, level);
                }
                if (high - low > span) {
                    span = high - low;
                    widest = shift;
                    middle = (low + high) / 2;
                }
            }
            return new Box(colors, widest, middle, span);
        }
    }

    private static int mean(List<Integer> box, Map<Integer, Integer> counts) {
        long[] sums = new long[4];
        for (int color : box) {
            int count = counts.getOrDefault(color, 0);
            sums[3] += count;
            for (int channel = 0; channel < 3; channel++) {
                sums[channel] += (long) count * ((color >> (8 * channel)) & 0xFF);
            }
        }
        return (int) (((sums[2] / sums[3]) << 16) | ((sums[1] / sums[3]) << 8) | (sums[0] / sums[3]));
    }
}
