package hello.bench.load;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** A histogram as text, in the encoding that HdrHistogram's own logs use (V2, deflated, Base64), so that none is lost. */
public final class HistogramText {
    private HistogramText() {}

    /**
     * Writes it.
     *
     * @param histogram any
     * @return one line
     */
    public static String write(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_COMPRESSION);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /**
     * Reads it again.
     *
     * @param text what {@link #write} wrote
     * @return an equal histogram
     * @throws IllegalArgumentException if it is something else
     */
    public static Histogram read(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException | BufferUnderflowException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a histogram", e);
        }
    }

    /**
     * Adds histograms up.
     *
     * @param texts what {@link #write} wrote
     * @return one histogram of all values
     * @throws IllegalArgumentException if one of them is something else
     */
    public static Histogram sum(List<String> texts) {
        return texts.stream().map(HistogramText::read).reduce(new Histogram(3), (sum, one) -> {
            sum.add(one); // it grows as it must
            return sum;
        });
    }
}
