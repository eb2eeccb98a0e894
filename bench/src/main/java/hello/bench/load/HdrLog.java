package hello.bench.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report as an HdrHistogram log, which other tools read too: the times to answer and, of an open loop, the latencies, each
 * under its tag. What a histogram cannot hold (connections, losses, the schedule) stands in a comment.
 */
public final class HdrLog {
    private static final String TIMES = "time-to-answer";
    private static final String LATENCIES = "latency";
    private static final String REPORT = "[hello load: ";

    /** Values are nanoseconds; the maximum of each line is told in milliseconds, as HdrHistogram's own tools expect. */
    private static final double NANOS_PER_MILLI = 1e6;

    private HdrLog() {}

    /**
     * Writes one.
     *
     * @param file where; what is there is replaced
     * @param report what was found
     * @param endedAt when the measured part ended, in milliseconds since 1970
     * @param mapper how JSON is written
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, LoadReport report, long endedAt, JsonMapper mapper) throws IOException {
        LoadResult result = report.result();
        long startedAt = endedAt - Math.round(result.seconds() * 1e3);
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputComment(REPORT + mapper.writer().without(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(report.withHistograms("", "")) + "]");
            log.outputLogFormatVersion();
            log.outputStartTime(startedAt);
            log.setBaseTime(startedAt);
            log.outputLegend();
            output(log, TIMES, result.histogram(), startedAt, endedAt);
            if (result.open() != null) {
                output(log, LATENCIES, result.open().histogram(), startedAt, endedAt);
            }
            if (out.checkError()) {
                throw new IOException("it could not be written to its end: is the disk full?");
            }
        }
    }

    private static void output(HistogramLogWriter log, String tag, String text, long startedAt, long endedAt) {
        Histogram histogram = HistogramText.read(text);
        histogram.setTag(tag);
        log.outputIntervalHistogram(0, (endedAt - startedAt) / 1e3, histogram, NANOS_PER_MILLI);
    }

    /**
     * Reads one that {@link #write} wrote.
     *
     * @param file where
     * @param mapper how JSON is read
     * @return the report
     * @throws IOException if there is no such file, or it is no such log; the message says which
     */
    public static LoadReport read(Path file, JsonMapper mapper) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String json = new String(bytes, StandardCharsets.UTF_8).lines()
                .filter(line -> line.startsWith("#" + REPORT) && line.endsWith("]"))
                .map(line -> line.substring(1 + REPORT.length(), line.length() - 1))
                .findFirst()
                .orElseThrow(() -> new IOException("it is no log that hello load --hdr has written"));
        try {
            Map<String, Histogram> histograms = histograms(bytes);
            return mapper.readValue(json, LoadReport.class)
                    .withHistograms(text(histograms, TIMES), text(histograms, LATENCIES));
        } catch (JacksonException e) {
            throw new IOException("the report in its comment is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Histogram> histograms(byte[] log) {
        Map<String, Histogram> histograms = new HashMap<>();
        HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log));
        for (EncodableHistogram next = reader.nextIntervalHistogram(); next != null; next = reader
                .nextIntervalHistogram()) {
            histograms.computeIfAbsent(next.getTag(), tag -> new Histogram(3)).add((Histogram) next);
        }
        return histograms;
    }

    private static String text(Map<String, Histogram> histograms, String tag) {
        return HistogramText.write(histograms.getOrDefault(tag, new Histogram(3)));
    }
}
