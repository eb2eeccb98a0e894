package hello.bench.trace;

import hello.bench.trace.ClientLane.Mark;
import hello.bench.trace.Span.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/**
 * A trace as lanes of characters, for a terminal of {@value #WIDTH} columns. A client is a letter, so that colours only help. All
 * runs have the same time scale. Used once.
 */
public final class TraceText {
    private static final int WIDTH = 100;
    private static final int LABEL = 26;
    private static final int CELLS = WIDTH - LABEL - 1;

    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    /** How a client's letter is coloured: in turn, on dark and on light grounds to be told apart. */
    private static final List<String> COLOURS = List.of("cyan", "magenta", "yellow", "green", "blue", "red");

    private static final List<String> LEGEND = List.of(
            "clients   o answered   ? waits for an answer   . thinks   > sends   - closes   ! lost",
            "server    A a thread runs for client A   a it is held for A: blocked   ~ no thread needed, unmounted",
            "          + it runs, for several or for none   . idle: in accept, in select, parked",
            "          (A) whose own the lane is   (?) for whom it runs is inferred from the times");

    /** Puts a colour around a text, or does not. */
    @FunctionalInterface
    public interface Paint {
        /**
         * Colours a text.
         *
         * @param style as Picocli calls it: {@code bold,cyan}
         * @param text any text
         * @return the text, with what a terminal needs around it
         */
        String paint(String style, String text);
    }

    private final Trace trace;
    private final Paint paint;
    private final double nanosPerCell;
    private final Map<String, Character> letters = new HashMap<>();
    private final Map<Character, String> colours = new HashMap<>();

    /**
     * Makes it.
     *
     * @param trace what to show
     * @param paint how colours are made
     */
    public TraceText(Trace trace, Paint paint) {
        this.trace = trace;
        this.paint = paint;
        this.nanosPerCell = Math.max(1.0, (double) trace.longestNanos() / CELLS);
        trace.runs().stream().flatMap(run -> run.clients().stream()).map(ClientLane::name).distinct()
                .forEach(this::giveLetter);
    }

    /** A client's letter is its name's first, if nobody has it; else the first that nobody has. */
    private void giveLetter(String client) {
        char first = Character.toUpperCase(client.charAt(0));
        for (char letter : (first + "ABCDEFGHIJKLMNOPQRSTUVWXYZ").toCharArray()) {
            if (Character.isLetter(letter) && !colours.containsKey(letter)) {
                colours.put(letter, COLOURS.get(colours.size() % COLOURS.size()));
                letters.put(client, letter);
                return;
            }
        }
    }

    /**
     * The whole.
     *
     * @return lines of at most {@value #WIDTH} characters, colours not counted
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (trace.story() != null) {
            lines.addAll(wrapped(trace.story() + ": " + trace.look(), ""));
        }
        lines.addAll(
                wrapped(trace.script() + (trace.work().equals("none") ? "" : " (work: " + trace.work() + ")"), ""));
        for (Run run : trace.runs()) {
            lines.add("");
            lines.addAll(run(run));
        }
        lines.add("");
        lines.addAll(LEGEND);
        return lines;
    }

    private static List<String> wrapped(String text, String indent) {
        return WordUtils.wrap(text, WIDTH - indent.length()).lines().map(line -> indent + line).toList();
    }

    private List<String> run(Run run) {
        List<String> lines = new ArrayList<>();
        String heading = run.server() + (run.sentence() == null ? "" : ": " + run.sentence());
        wrapped(heading, "").forEach(line -> lines.add(paint.paint("bold", line)));
        lines.add(scale());
        for (ClientLane client : run.clients()) {
            if (client.folded() > 1) {
                lines.addAll(census(client.name(), client.census(), ClientSpan.Kind::inWords));
            } else {
                lines.add(row("client " + client.name(), cells(client)));
            }
        }
        if (run.clientsOnly() != null) {
            lines.addAll(wrapped("The clients' side only: " + run.clientsOnly() + ".", ""));
        }
        for (Lane lane : run.lanes()) {
            String indent = lane.carrier() == null ? "" : "  ";
            if (lane.folded() > 1) {
                lines.addAll(census(indent + lane.name(), lane.census(), Span.Kind::inWords));
            } else {
                boolean guessed = lane.kind() == Lane.Kind.HANDLER;
                String whose = lane.client() == null || lane.name().contains("client " + lane.client())
                        ? guessed ? " (?)" : ""
                        : " (" + lane.client() + ")";
                lines.add(row(indent + lane.name() + whose, cells(lane)));
            }
        }
        lines.addAll(summary(run));
        return lines;
    }

    /** The time scale: a label at every round number of which there are four to ten. */
    private String scale() {
        double cells = CELLS;
        long step = roundStep(cells * nanosPerCell / 5);
        char[] line = new char[WIDTH];
        Arrays.fill(line, ' ');
        for (long at = 0; at <= cells * nanosPerCell; at += step) {
            String label = "|" + (at == 0 ? "0" : label(at));
            int column = LABEL + 1 + (int) Math.round(at / nanosPerCell);
            for (int i = 0; i < label.length() && column + label.length() <= WIDTH; i++) {
                line[column + i] = label.charAt(i);
            }
        }
        return paint.paint("faint", new String(line).stripTrailing());
    }

    private static String label(long nanos) {
        String unit = nanos >= 1_000_000_000 ? "s" : nanos >= 1_000_000 ? "ms" : "µs";
        double size = nanos >= 1_000_000_000 ? 1e9 : nanos >= 1_000_000 ? 1e6 : 1e3;
        String number = String.format(Locale.ROOT, "%.1f", nanos / size);
        return number.replaceFirst("\\.0$", "") + " " + unit;
    }

    private static long roundStep(double atLeast) {
        long power = 1_000;
        while (true) {
            for (int factor : new int[]{1, 2, 5}) {
                if (power * factor >= atLeast) {
                    return power * factor;
                }
            }
            power *= 10;
        }
    }

    private String row(String name, char[] cells) {
        String label = name.length() > LABEL ? name.substring(0, LABEL - 1) + "…" : name;
        StringBuilder row = new StringBuilder(String.format("%-" + LABEL + "s ", label));
        int end = cells.length;
        while (end > 0 && cells[end - 1] == ' ') {
            end--;
        }
        int from = 0;
        while (from < end) { // what has one colour is painted at once
            int to = from + 1;
            while (to < end && cells[to] == cells[from]) {
                to++;
            }
            row.append(coloured(new String(cells, from, to - from)));
            from = to;
        }
        return row.toString();
    }

    private String coloured(String same) {
        char c = same.charAt(0);
        String colour = colours.get(Character.toUpperCase(c));
        if (Character.isLetter(c) && c != 'o' && colour != null) {
            return paint.paint(Character.isUpperCase(c) ? "bold," + colour : colour, same);
        }
        return switch (c) {
            case '.', '~', '-' -> paint.paint("faint", same);
            case '?' -> paint.paint("red", same);
            case '!' -> paint.paint("bold,red", same);
            default -> same;
        };
    }

    private int cell(long nanos) {
        return Math.clamp((long) (nanos / nanosPerCell), 0, CELLS - 1);
    }

    /** In each cell what it mostly was; but an answer is seen however short it is. */
    private char[] cells(ClientLane client) {
        Cells cells = new Cells();
        client.spans().forEach(span -> cells.add(span.startNanos(), span.endNanos(), switch (span.kind()) {
            case CONNECTING, SENDING -> '>';
            case WAITING -> '?';
            case THINKING -> '.';
            case CLOSING -> '-';
        }));
        char[] drawn = cells.drawn();
        for (Mark mark : client.marks()) {
            if (mark.kind() == Mark.Kind.ANSWERED) {
                drawn[cell(mark.atNanos())] = 'o';
            } else if (mark.kind() == Mark.Kind.LOST) {
                drawn[cell(mark.atNanos())] = '!';
            }
        }
        return drawn;
    }

    /** In each cell what it mostly was; but that something ran is seen however short it was. */
    private char[] cells(Lane lane) {
        Cells mostly = new Cells();
        Cells ran = new Cells();
        for (Span span : lane.spans()) {
            char letter = span.client() == null ? '+' : letters.getOrDefault(span.client(), '+');
            switch (span.kind().state()) {
                case RUNNING -> ran.add(span.startNanos(), span.endNanos(), letter);
                case BLOCKED -> mostly.add(span.startNanos(), span.endNanos(), Character.toLowerCase(letter));
                case IDLE -> mostly.add(span.startNanos(), span.endNanos(), '.');
                case UNMOUNTED -> mostly.add(span.startNanos(), span.endNanos(), '~');
            }
        }
        char[] drawn = mostly.drawn();
        char[] over = ran.drawn();
        for (int i = 0; i < CELLS; i++) {
            boolean nobody = over[i] == '+' && drawn[i] != ' ' && ran.share(i, '+') < 0.1;
            if (over[i] != ' ' && !nobody) {
                drawn[i] = over[i];
            }
        }
        return drawn;
    }

    /** How much of each cell was what. */
    private final class Cells {
        private final List<Map<Character, Double>> nanos = new ArrayList<>();

        Cells() {
            for (int i = 0; i < CELLS; i++) {
                nanos.add(new HashMap<>());
            }
        }

        void add(long start, long end, char what) {
            for (int i = cell(start); i <= cell(end); i++) {
                double within = Math.min((double) end, (i + 1) * nanosPerCell)
                        - Math.max((double) start, i * nanosPerCell);
                if (within > 0) {
                    nanos.get(i).merge(what, within, Double::sum);
                }
            }
        }

        double share(int cell, char what) {
            return nanos.get(cell).getOrDefault(what, 0.0) / nanosPerCell;
        }

        char[] drawn() {
            char[] drawn = new char[CELLS];
            for (int i = 0; i < CELLS; i++) {
                drawn[i] = nanos.get(i).entrySet().stream()
                        .max(Map.Entry.<Character, Double>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey).orElse(' ');
            }
            return drawn;
        }
    }

    /** A folded lane: for each of the kinds that it mostly was, how many at a time. */
    private <K extends Enum<K>> List<String> census(String name, List<Census<K>> census,
            java.util.function.Function<K, String> inWords) {
        TreeSet<K> kinds = new TreeSet<>();
        Map<K, Integer> most = new HashMap<>();
        census.forEach(slice -> slice.counts().forEach((kind, count) -> {
            kinds.add(kind);
            most.merge(kind, count, Math::max);
        }));
        int all = most.values().stream().mapToInt(count -> count).max().orElse(1);
        List<String> rows = new ArrayList<>();
        rows.add(paint.paint("faint", name + ", at a time:"));
        kinds.stream().sorted(Comparator.comparing((K kind) -> most.get(kind)).reversed()).limit(4).sorted()
                .forEach(kind -> {
                    char[] cells = new char[CELLS];
                    Arrays.fill(cells, ' ');
                    for (Census<K> slice : census) {
                        int count = slice.counts().getOrDefault(kind, 0);
                        for (int i = cell(slice.startNanos()); count > 0 && i < cell(slice.endNanos()) + 1; i++) {
                            int level = (int) Math.min(LEVELS.length() - 1L, (long) count * LEVELS.length() / all);
                            cells[i] = LEVELS.charAt(level);
                        }
                    }
                    String indent = name.startsWith("  ") ? "    " : "  ";
                    rows.add(row(indent + inWords.apply(kind), cells));
                    rows.set(rows.size() - 1, rows.getLast() + "");
                });
        String peaks = kinds.stream().sorted(Comparator.comparing((K kind) -> most.get(kind)).reversed()).limit(4)
                .map(kind -> inWords.apply(kind) + " " + String.format(Locale.ROOT, "%,d", most.get(kind)))
                .collect(Collectors.joining(", "));
        rows.addAll(wrapped("at most: " + peaks, name.startsWith("  ") ? "    " : "  "));
        return rows;
    }

    private List<String> summary(Run run) {
        List<String> lines = new ArrayList<>();
        Summary summary = run.summary();
        StringBuilder what = new StringBuilder();
        if (run.clientsOnly() == null) {
            what.append(many(summary.platformThreads(), "platform thread"));
            what.append(summary.virtualThreads() > 0 ? ", " + many(summary.virtualThreads(), "virtual thread") : "");
            what.append(summary.coroutines() > 0 ? ", " + many(summary.coroutines(), "coroutine") : "");
            what.append("; ");
        }
        what.append(many(summary.clients(), "client")).append(", ").append(many(summary.answers(), "answer"));
        what.append(summary.lost() > 0 ? String.format(Locale.ROOT, "; %,d lost", summary.lost()) : "");
        lines.addAll(wrapped(what + shares(run), ""));
        if (!summary.waits().isEmpty()) {
            lines.addAll(wrapped("longest wait: " + summary.waits().getFirst().inWords(), ""));
        }
        summary.lines().stream().limit(4).forEach(line -> lines.addAll(wrapped(line.inWords(), "  ")));
        return lines;
    }

    private static String shares(Run run) {
        List<Summary.Share> shares = run.summary().shares();
        if (shares.isEmpty()) {
            return "";
        }
        return "; " + shares.stream().limit(4)
                .map(share -> String.format(Locale.ROOT, "%s: blocked %.0f %%, running %.0f %%, idle %.0f %%",
                        run.lanes().stream().filter(lane -> lane.id() == share.lane()).map(Lane::name).findFirst()
                                .orElse("a thread"),
                        share.blocked() * 100, share.running() * 100, share.idle() * 100))
                .collect(Collectors.joining("; ")) + (shares.size() > 4 ? "; …" : "");
    }

    private static String many(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
