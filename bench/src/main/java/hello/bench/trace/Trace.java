package hello.bench.trace;

import hello.bench.compare.Machine;
import java.util.List;

/**
 * What {@code hello trace} found: the same clients against one server after another.
 *
 * @param schema the version of this format
 * @param program version of this program, and the commit it was built from
 * @param startedAt when, in ISO 8601
 * @param commandLine how it was called
 * @param machine on what
 * @param story the name of the ready story; {@code null} if the clients followed a script of the user's own
 * @param look what to look at, one or two sentences; {@code null} without a story
 * @param script what each client did, as it is written with --script
 * @param work what each request had to do: {@code none}, {@code wait:20ms}, {@code cpu:ROUNDS}
 * @param runs one for each server, in the order asked for
 */
public record Trace(int schema, String program, String startedAt, List<String> commandLine, Machine machine,
        String story,
        String look, String script, String work, List<Run> runs) {
    /** The version that this program writes, and reads. */
    public static final int SCHEMA = 1;

    /**
     * How long the longest run took: the end of the time scale that all of them share.
     *
     * @return nanoseconds
     */
    public long longestNanos() {
        return runs.stream().mapToLong(Run::durationNanos).max().orElse(0);
    }
}
