package hello.protocol.check;

import java.time.Duration;

/**
 * One thing that holds for a hello server.
 *
 * @param name what holds, in words, such as {@code says nothing first}; no two checks have the same
 * @param needs what must be known of the server for the question to be asked at all
 * @param limit how long it may take; beyond that it is undecided
 * @param body asks the question
 */
public record Check(String name, Needs needs, Duration limit, Body body) {
    /** What must be known of a server. */
    public enum Needs {
        /** Its address. */
        ADDRESS("an address"),
        /** How to start its process: memory, CPU, restart and open files are looked at. */
        PROCESS("the server's process, which --connect does not know"),
        /** Its Java class: it is started and closed inside this JVM. */
        FACTORY("a server written in Java and started in this JVM");

        private final String inWords;

        Needs(String inWords) {
            this.inWords = inWords;
        }

        String inWords() {
            return inWords;
        }
    }

    /** Asks the question. Runs on a thread of its own, which is interrupted when the time is up. */
    @FunctionalInterface
    public interface Body {
        /**
         * Returns if it holds.
         *
         * @param server the server being graded
         * @throws Failure if it does not hold
         * @throws Undecided if it cannot be found out
         * @throws NotApplicable if this system lacks what is needed to ask
         * @throws Exception if something went wrong on the way, which leaves it undecided too
         */
        void ask(Candidate server) throws Failure, Undecided, NotApplicable, Exception;
    }

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A check with the usual time limit. */
    static Check of(String name, Needs needs, Body body) {
        return new Check(name, needs, LIMIT, body);
    }

    /** The same check with another time limit. */
    Check limit(Duration other) {
        return new Check(name, needs, other, body);
    }

    @Override
    public String toString() {
        return name;
    }
}
