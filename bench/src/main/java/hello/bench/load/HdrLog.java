package hello.bench.load;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
     * @param mapper how JSON is written
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, LoadReport report, JsonMapper mapper) throws IOException {
        Files.writeString(file, text(report, mapper), StandardCharsets.US_ASCII);
    }

    /**
     * The same as text.
     *
     * @param report what was found
     * @param mapper how JSON is written
     * @return the lines of a log, each with its end
     */
    public static String text(LoadReport report, JsonMapper mapper) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.US_ASCII)) {
            write(new HistogramLogWriter(out), report, mapper);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }

    private static void write(HistogramLogWriter log, LoadReport report, JsonMapper mapper) {
        LoadResult result = report.result();
        long startedAt = report.startedAt().toEpochMilli();
        long endedAt = report.endedAt().toEpochMilli();
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
    }

    private static void output(HistogramLogWriter log, String tag, String text, long startedAt, long endedAt) {
        Histogram histogram = HistogramText.read(text);
        histogram.setTag(tag);
        log.outputIntervalHistogram(0, (endedAt - startedAt) / 1e3, histogram, NANOS_PER_MILLI);
    }

    /**
     * Reads one that {@link #write} wrote. Lines that belong to no log are passed over: in the output of a container, what the
     * system had to say may stand between.
     *
     * @param file where
     * @param mapper how JSON is read
     * @return the report
     * @throws IOException if there is no such file, or it is no such log; the message says which
     */
    public static LoadReport read(Path file, JsonMapper mapper) throws IOException {
        // Whatever else is in the file may be in any encoding; the log itself is ASCII.
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines()
                .filter(line -> line.startsWith("#") || line.startsWith("\"") || line.startsWith("Tag="))
                .toList();
        String json = lines.stream()
                .filter(line -> line.startsWith("#" + REPORT) && line.endsWith("]"))
                .map(line -> line.substring(1 + REPORT.length(), line.length() - 1))
                .findFirst()
                .orElseThrow(() -> new IOException("it is no log that hello load --hdr has written"));
        try {
            Map<String, Histogram> histograms = histograms(
                    (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
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
