package hello.protocol.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * The checks, in the order in which they are asked: what a server says, how it ends a conversation, what hostile peers do to
 * it, how it bears many clients, what it is like as a process, and as a Java class. Why each is there is told in
 * {@code docs/en/protocol.md}.
 *
 * <p>
 * There are two lists. Most checks stand in both; those that need several clients at once have another form in the second.
 */
public final class Checks {
    private static final List<Check> ALL = join(Stream.of(
            AnswerChecks.ALL, EndChecks.ALL, HostileChecks.ALL, CrowdChecks.ALL, ProcessChecks.ALL, JavaChecks.ALL));

    private static final List<Check> ONE_CLIENT = join(Stream.of(
            AnswerChecks.ALL, EndChecks.ALL, HostileChecks.ONE_CLIENT, CrowdChecks.ONE_CLIENT,
            ProcessChecks.ONE_CLIENT, JavaChecks.ONE_CLIENT));

    private Checks() {}

    /**
     * What holds for a server that serves any number of clients.
     *
     * @return the checks; no two have the same name
     */
    public static List<Check> all() {
        return ALL;
    }

    /**
     * What holds for a server that serves one client at a time, as {@code blocking} does.
     *
     * @return the checks; no two have the same name
     */
    public static List<Check> oneClient() {
        return ONE_CLIENT;
    }

    private static List<Check> join(Stream<List<Check>> groups) {
        return groups.flatMap(List::stream).toList();
    }
}
