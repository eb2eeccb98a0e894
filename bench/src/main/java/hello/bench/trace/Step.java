package hello.bench.trace;

import hello.protocol.Durations;
import java.time.Duration;

/** One thing that a client of a {@link Script} does. Its text is how a script writes it. */
public sealed interface Step {
    /** Connects. */
    record Connect() implements Step {
        @Override
        public String toString() {
            return "connect";
        }
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param bytes how long the request is, 1 to 4,096
     */
    record Send(int bytes) implements Step {
        @Override
        public String toString() {
            return bytes == 1 ? "send" : "send " + bytes;
        }
    }

    /**
     * Sends single bytes, slowly; each is a request, and is waited for before the next.
     *
     * @param count how many, 1 or more
     * @param pause before each
     */
    record Trickle(int count, Duration pause) implements Step {
        @Override
        public String toString() {
            return "trickle " + count + " " + Durations.format(pause);
        }
    }

    /** Sends without end and reads nothing, until the server takes no more: that is being stuck. */
    record Flood() implements Step {
        @Override
        public String toString() {
            return "flood";
        }
    }

    /**
     * Does nothing.
     *
     * @param duration for how long
     */
    record Think(Duration duration) implements Step {
        @Override
        public String toString() {
            return "think " + Durations.format(duration);
        }
    }

    /**
     * Waits until something has happened to another client.
     *
     * @param client which
     * @param what that
     * @param times for the how manieth time, 1 or more
     */
    record After(String client, ClientLane.Mark.Kind what, int times) implements Step {
        @Override
        public String toString() {
            return "after " + client + " " + what.inWords() + (times == 1 ? "" : " " + times);
        }
    }

    /** Ends its sending side, waits until the server closes too, and is gone. */
    record Close() implements Step {
        @Override
        public String toString() {
            return "close";
        }
    }

    /** Tears the connection down, as a client does that crashes. */
    record Reset() implements Step {
        @Override
        public String toString() {
            return "reset";
        }
    }
}
