package hello.bench.compare;

import java.util.List;

/**
 * One server of a comparison.
 *
 * @param name how it is called in the results
 * @param command what starts it, with {@code {port}} for the port
 * @param clients how many it serves at once
 */
public record Contender(String name, List<String> command, Clients clients) {
    /** How many clients a server serves at once, which decides how it is graded. */
    public enum Clients {
        /** Any number. */
        MANY,
        /** One, as {@code blocking} does. */
        ONE,
        /** A foreign command: it is graded as one for many, and if it is not, as one for one. */
        NOT_KNOWN
    }
}
