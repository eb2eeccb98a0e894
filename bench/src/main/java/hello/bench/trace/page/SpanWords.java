package hello.bench.trace.page;

import hello.bench.trace.ClientLane;
import hello.bench.trace.ClientSpan;
import hello.bench.trace.Frame;
import hello.bench.trace.Lane;
import hello.bench.trace.Run;
import hello.bench.trace.Span;
import hello.bench.trace.Summary;
import hello.bench.trace.Times;
import java.util.Locale;
import java.util.Optional;

/**
 * Spans as sentences: {@code BlockingServer.java:47 waited 1.2 s for client A}.
 *
 * @param run whose spans they are
 */
record SpanWords(Run run) {
    /** What a lane did: the line or, where none is known, the lane, then what it did and when. */
    String of(Lane lane, Span span) {
        String who = run.line(span).map(Frame::inWords).orElse(lane.name());
        return who + " " + did(span) + (span.inferred() ? " (inferred from the time)" : "")
                + (who.equals(lane.name()) ? "" : " · " + lane.name()) + at(span.startNanos());
    }

    private static String at(long nanos) {
        return String.format(Locale.ROOT, " · at %.4f s", nanos / 1e9);
    }

    private String did(Span span) {
        String client = span.client() == null ? "a client" : "client " + span.client();
        String took = Times.inWords(span.nanos());
        return switch (span.kind()) {
            case ACCEPTING -> "took " + client + " from the backlog, in " + took;
            case BLOCKED_IN_ACCEPT -> "waited " + took + " for the next client";
            case READING -> span.endOfStream()
                    ? "read the end of " + client + "'s stream, in " + took
                    : "read " + amount(span) + " from " + client + ", in " + took;
            case WRITING -> "wrote " + amount(span) + " to " + client + ", in " + took;
            case BLOCKED_IN_READ -> "waited " + took + " for " + client + end(span)
                    + ", blocked in read: its thread could do nothing else";
            case BLOCKED_IN_WRITE -> "waited " + took + " until " + client
                    + " read, blocked in write: its thread could do nothing else";
            case WAITING_FOR_WORK -> "waited " + took + " for the work of " + client
                    + ": its thread could do nothing else";
            case COMPUTING -> "computed " + took + " for " + client;
            case PARKED -> "was parked for " + took;
            case IDLE_IN_SELECT -> "slept " + took + ", until somebody needed something";
            case RUNNING -> "ran for " + took + (span.client() == null ? "" : ", for " + client);
            case CARRYING -> "carried " + counterpart(span) + " for " + took;
            case NOTHING_TO_CARRY -> "had nothing to carry for " + took;
            case UNMOUNTED_IN_READ -> "waited " + took + " for " + client + end(span)
                    + ", unmounted: no thread was held";
            case UNMOUNTED_IN_WRITE -> "waited " + took + " until " + client + " read, unmounted: no thread was held";
            case UNMOUNTED_FOR_WORK -> "waited " + took + " for the work of " + client
                    + ", unmounted: no thread was held";
            case UNMOUNTED -> "waited " + took + ", unmounted: no thread was held";
        };
    }

    private static String end(Span span) {
        return span.endOfStream() ? " to end its stream" : "";
    }

    private static String amount(Span span) {
        String bytes = span.bytes() == null
                ? "something"
                : span.bytes() == 1 ? "1 byte" : String.format(Locale.ROOT, "%,d bytes", span.bytes());
        return span.events() == 1 ? bytes : String.format(Locale.ROOT, "%s %,d times", bytes, span.events());
    }

    /** The lane that was carried; one that is folded away is known by its client at most. */
    private String counterpart(Span span) {
        return run.lanes().stream().filter(lane -> span.counterpart() != null && lane.id() == span.counterpart())
                .map(Lane::name).findFirst()
                .orElse(span.client() == null ? "something" : "client " + span.client());
    }

    /** What a client did; of its longest waits also whose fault they were. */
    String of(ClientLane client, ClientSpan span) {
        String took = Times.inWords(span.nanos());
        String did = switch (span.kind()) {
            case CONNECTING -> "was being connected for " + took;
            case SENDING -> "sent " + span.detail() + ", in " + took;
            case WAITING -> fault(client, span).map(wait -> wait.inWords().substring(client.name().length() + 1))
                    .orElse("waited " + took + " for " + span.detail());
            case THINKING -> "thought for " + took;
            case CLOSING -> "waited " + took + " for the server to close";
        };
        return client.name() + " " + did + at(span.startNanos());
    }

    /** The summary's knowledge of a wait, if it was among the longest. */
    Optional<Summary.Wait> fault(ClientLane client, ClientSpan span) {
        return run.summary().waits().stream()
                .filter(wait -> wait.client().equals(client.name()) && wait.hasFault()
                        && wait.startNanos() <= span.startNanos() && span.startNanos() < wait.endNanos())
                .findFirst();
    }

    /** A word or two for the inside of a span. */
    static String brief(Span.Kind kind) {
        return switch (kind) {
            case UNMOUNTED_IN_READ, UNMOUNTED_IN_WRITE, UNMOUNTED_FOR_WORK, UNMOUNTED -> "unmounted";
            case WAITING_FOR_WORK -> "waits for work";
            case BLOCKED_IN_ACCEPT -> "in accept";
            default -> kind.inWords();
        };
    }

    static String brief(ClientSpan.Kind kind) {
        return switch (kind) {
            case WAITING -> "waits";
            case THINKING -> "thinks";
            case CLOSING -> "waits for the end";
            default -> kind.inWords();
        };
    }
}
