package hello.bench.docs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page shows of a command's output, to be compared with what the command printed: exactly, but that blanks at the end of a
 * line and empty lines at the end do not count, that {@code …} within a line stands for anything, and a line that is nothing but
 * {@code …} for any number of lines. Where numbers vary each number stands for any number, and so do the blanks and the bars
 * beside it, since tables are aligned and drawn to their numbers.
 */
final class Shown {
    private static final String ANYTHING = "…";
    private static final String NUMBER = "\\d+(?:[.,]\\d+)*";
    private static final Pattern VARYING = Pattern.compile("(?<any>…)|(?<number>" + NUMBER
            + ")|(?<bar>[█#]{2,}|█)|(?<blanks> +)");
    private static final Pattern FIXED = Pattern.compile("(?<any>…)");

    private final List<String> lines;
    private final List<Pattern> patterns;
    private final boolean numbersVary;

    /**
     * Prepares it.
     *
     * @param lines as in the page
     * @param numbersVary whether each number stands for any
     */
    Shown(List<String> lines, boolean numbersVary) {
        this.lines = trimmed(lines);
        this.numbersVary = numbersVary;
        this.patterns = this.lines.stream().map(line -> pattern(line, numbersVary)).toList();
    }

    private static List<String> trimmed(List<String> lines) {
        List<String> trimmed = new ArrayList<>(lines.stream().map(String::stripTrailing).toList());
        while (!trimmed.isEmpty() && trimmed.getLast().isEmpty()) {
            trimmed.removeLast();
        }
        return trimmed;
    }

    private static boolean isAnyLines(String line) {
        return line.strip().equals(ANYTHING);
    }

    private static Pattern pattern(String line, boolean numbersVary) {
        StringBuilder pattern = new StringBuilder();
        Matcher special = (numbersVary ? VARYING : FIXED).matcher(line);
        int from = 0;
        while (special.find()) {
            pattern.append(quoted(line.substring(from, special.start())));
            if (special.group("any") != null) {
                pattern.append(".*?"); // lazy: a number beside it is all of that number
            } else if (special.group("number") != null) {
                pattern.append("(" + NUMBER + ")");
            } else if (special.group("bar") != null) {
                pattern.append("([█#]+)");
            } else {
                pattern.append(special.start() == 0 ? "( *)" : "( +)");
            }
            from = special.end();
        }
        pattern.append(quoted(line.substring(from)));
        boolean startsWithNumber = numbersVary && !line.isEmpty() && Character.isDigit(line.charAt(0));
        return Pattern.compile((startsWithNumber ? "(?<indent> *)" : "") + pattern);
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : Pattern.quote(text);
    }

    /**
     * Compares.
     *
     * @param printed what came
     * @return empty if it is as shown; else the first place where it is not
     */
    Optional<Difference> differsFrom(List<String> printed) {
        List<String> came = trimmed(printed);
        List<BitSet> fits = fits(came);
        int i = fits.size() - 1;
        BitSet used = fits.get(i);
        if (i < lines.size()) {
            // Behind any lines no one line is meant: then what came is told whole.
            boolean exact = used.cardinality() == 1;
            int j = used.nextSetBit(0);
            return Optional.of(new Difference(i, lines.get(i),
                    !exact ? null : j < came.size() ? came.get(j) : "", exact && j >= came.size()));
        }
        return used.get(came.size())
                ? Optional.empty()
                : Optional.of(new Difference(lines.size(), null, came.get(used.length() - 1), false));
    }

    /** For each number of lines shown, how many lines of what came they may use up; up to the first line that fits none. */
    private List<BitSet> fits(List<String> came) {
        List<BitSet> fits = new ArrayList<>();
        BitSet used = new BitSet();
        used.set(0);
        fits.add(used);
        for (int i = 0; i < patterns.size(); i++) {
            BitSet next = new BitSet();
            for (int j = used.nextSetBit(0); j >= 0; j = used.nextSetBit(j + 1)) {
                if (isAnyLines(lines.get(i))) {
                    next.set(j, came.size() + 1);
                } else if (j < came.size() && patterns.get(i).matcher(came.get(j)).matches()) {
                    next.set(j + 1);
                }
            }
            if (next.isEmpty()) {
                break;
            }
            fits.add(next);
            used = next;
        }
        return fits;
    }

    /**
     * The same lines with the numbers that came.
     *
     * @param printed what came, and {@linkplain #differsFrom is as shown}
     * @return as many lines; those that stand for any lines, and what stands for anything within a line, as they were
     */
    List<String> withNumbersOf(List<String> printed) {
        List<String> came = trimmed(printed);
        List<BitSet> fits = fits(came);
        List<String> written = new ArrayList<>(lines);
        int j = came.size();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (isAnyLines(lines.get(i))) {
                j = fits.get(i).previousSetBit(j);
            } else {
                j--;
                written.set(i, withNumbersOf(lines.get(i), patterns.get(i), came.get(j)));
            }
        }
        return written;
    }

    private String withNumbersOf(String line, Pattern pattern, String came) {
        Matcher values = pattern.matcher(came);
        if (!numbersVary || !values.matches()) {
            return line;
        }
        StringBuilder written = new StringBuilder();
        int group = 1;
        if (pattern.namedGroups().containsKey("indent")) {
            written.append(values.group(group++));
        }
        Matcher special = VARYING.matcher(line);
        int from = 0;
        while (special.find()) {
            written.append(line, from, special.start())
                    .append(special.group("any") != null ? ANYTHING : values.group(group++));
            from = special.end();
        }
        return written.append(line.substring(from)).toString();
    }

    /**
     * Where it is not as shown.
     *
     * @param index of the line shown; their number, if more came than is shown
     * @param shown that line; {@code null} if more came
     * @param came the line that came instead; {@code null} if none of those that came fits
     * @param ended whether nothing more came
     */
    record Difference(int index, String shown, String came, boolean ended) {
        @Override
        public String toString() {
            if (came == null) {
                return "no line that came is '" + shown + "'";
            }
            if (ended) {
                return "'" + shown + "' did not come";
            }
            return shown == null
                    ? "the page does not show '" + came + "'"
                    : "'" + shown + "' is shown, '" + came
                            + "' came";
        }
    }
}
