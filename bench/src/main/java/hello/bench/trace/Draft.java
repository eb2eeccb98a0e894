package hello.bench.trace;

import hello.bench.trace.Span.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** A lane in the making. For one thread. */
final class Draft {
    final int id;
    final String name;
    final Lane.Kind kind;
    Integer carrier;
    String client;
    long start;
    long end;
    final List<Span> spans = new ArrayList<>();

    Draft(int id, String name, Lane.Kind kind, long start, long end) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.start = start;
        this.end = end;
    }

    /** Adds a span, or makes the last one longer if it goes on without a break and is the same. */
    void add(Span span) {
        if (!spans.isEmpty()) {
            Span last = spans.getLast();
            boolean same = last.endNanos() == span.startNanos() && last.kind() == span.kind()
                    && Objects.equals(last.client(), span.client())
                    && Objects.equals(last.counterpart(), span.counterpart())
                    && Objects.equals(last.stack(), span.stack());
            if (same) {
                spans.set(spans.size() - 1,
                        new Span(last.kind(), last.startNanos(), span.endNanos(), last.client(),
                                last.inferred() || span.inferred(), last.events(), last.bytes(),
                                last.endOfStream() || span.endOfStream(), last.counterpart(), last.stack()));
                return;
            }
        }
        spans.add(span);
    }

    /** Fills the gaps in which it must have run: all that it may wait in is known. */
    void fillGaps(long from, long to, long atLeast, Integer counterpart) {
        spans.sort(Comparator.comparingLong(Span::startNanos));
        List<Span> filled = new ArrayList<>();
        long at = from;
        String current = client;
        for (Span span : spans) {
            if (span.startNanos() - at >= atLeast) {
                filled.add(running(at, span.startNanos(), current, counterpart));
            }
            filled.add(span);
            at = Math.max(at, span.endNanos());
            current = client != null ? client : span.client();
        }
        if (to - at >= atLeast) {
            filled.add(running(at, to, current, counterpart));
        }
        spans.clear();
        spans.addAll(filled);
    }

    private static Span running(long start, long end, String client, Integer counterpart) {
        return new Span(Kind.RUNNING, start, end, client, true, 1, null, false, counterpart, null);
    }

    Lane lane() {
        return new Lane(id, name, kind, carrier, client, 1, start, end, List.copyOf(spans), List.of());
    }
}
