package hello.bench.compare;

import hello.bench.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/**
 * How figures came about: what stands below them wherever they are shown without the run that made them.
 *
 * @param program version of this program, and the commit it was built from
 * @param startedAt when, in ISO 8601
 * @param commandLine how it was called, the command first
 * @param machine on what
 */
public record Origin(String program, String startedAt, List<String> commandLine, Machine machine) {
    private static final int WIDTH = 100;

    /** Characters that a shell leaves alone. */
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    /** Where the results went says nothing of them. */
    private static final List<String> PLACES = List.of("--out", "-rff");

    /**
     * Of what this program measures from now on, here.
     *
     * @param commandLine how it was called
     * @return this moment and this machine
     */
    public static Origin now(List<String> commandLine) {
        return new Origin(Version.program() + " " + Version.commit(), Instant.now().toString(), commandLine,
                Machine.current());
    }

    /**
     * The day.
     *
     * @return as 2026-11-25
     */
    public String date() {
        return startedAt.replaceFirst("T.*", "");
    }

    /**
     * What to type to make such figures.
     *
     * @return a line for a shell
     */
    public String command() {
        List<String> words = new ArrayList<>(List.of("hello"));
        for (int i = 0; i < commandLine.size(); i++) {
            String word = commandLine.get(i);
            if (PLACES.contains(word)) {
                i++; // and what it names
            } else if (PLACES.stream().noneMatch(place -> word.startsWith(place + "="))) {
                words.add(word);
            }
        }
        return words.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /**
     * All of it in words.
     *
     * @return lines of up to 100 characters, but that of the command, which is one to be copied
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("Made on " + date() + " with:", "  " + command()));
        String cpu = machine.cpu() == null ? "" : machine.cpu() + ", ";
        lines.addAll(WordUtils.wrap(String.format("On %s%d CPUs, %.0f GB, %s, JDK %s; hello %s.", cpu, machine.cpus(),
                machine.memoryBytes() / 1e9, machine.os(), machine.jdk(), program), WIDTH).lines().toList());
        return lines;
    }
}
