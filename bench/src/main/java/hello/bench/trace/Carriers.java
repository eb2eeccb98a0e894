package hello.bench.trace;

import hello.bench.trace.Events.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which virtual thread was on which carrier when: what a carrier runs is not in its events, so it follows from the times. */
final class Carriers {
    private final Map<Long, List<Event>> mounted = new HashMap<>();
    private final Map<Event, Draft> carried = new HashMap<>();
    private final Map<Draft, Map<Long, Long>> nanosOn = new HashMap<>();
    private final Map<Draft, Map<Long, List<Integer>>> spansOn = new HashMap<>();

    Carriers(List<Event> mounts) {
        mounts.forEach(event -> mounted.computeIfAbsent(event.thread(), _ -> new ArrayList<>()).add(event));
    }

    boolean carriesOurs(long thread) {
        return mounted.getOrDefault(thread, List.of()).stream().anyMatch(carried::containsKey);
    }

    Draft carried(Event mount) {
        return carried.get(mount);
    }

    /** Finds the carrier for each stretch in which a virtual thread was not unmounted. */
    void mount(Draft lane, List<Event> seen) {
        List<Event> away = seen.stream().filter(event -> event.seen() == Seen.UNMOUNTED)
                .sorted(Comparator.comparingLong(Event::start)).toList();
        long at = lane.start;
        for (Event gone : away) {
            mount(lane, at, gone.start());
            at = gone.end();
        }
        mount(lane, at, lane.end);
    }

    private void mount(Draft lane, long start, long end) {
        Event best = null;
        for (List<Event> on : mounted.values()) {
            Event last = lastBefore(on, start + 1_000);
            if (last != null && last.end() >= end - 1_000 && end > start && !carried.containsKey(last)
                    && (best == null || length(last) < length(best))) {
                best = last;
            }
        }
        if (best != null) {
            carried.put(best, lane);
            nanosOn.computeIfAbsent(lane, _ -> new HashMap<>()).merge(best.thread(), length(best), Long::sum);
            for (int i = firstFrom(lane.spans, start); i < lane.spans.size()
                    && lane.spans.get(i).endNanos() <= end; i++) {
                if (lane.spans.get(i).kind().state() != Span.State.UNMOUNTED) {
                    spansOn.computeIfAbsent(lane, _ -> new HashMap<>())
                            .computeIfAbsent(best.thread(), _ -> new ArrayList<>()).add(i);
                }
            }
        }
    }

    private static int firstFrom(List<Span> sorted, long start) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).startNanos() < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long length(Event event) {
        return event.end() - event.start();
    }

    /** The last that began by then; {@code null} if none had. */
    static Event lastBefore(List<Event> sorted, long time) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).start() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : sorted.get(low - 1);
    }

    /** Tells those that this thread carried its lane: each span where it was, each lane where it was longest. */
    void placeUnder(Draft carrier, long thread) {
        spansOn.forEach((lane, on) -> on.getOrDefault(thread, List.of()).forEach(index -> {
            Span span = lane.spans.get(index);
            lane.spans.set(index, new Span(span.kind(), span.startNanos(), span.endNanos(), span.client(),
                    span.inferred(), span.events(), span.bytes(), span.endOfStream(), carrier.id, span.stack()));
        }));
        nanosOn.forEach((lane, on) -> {
            long here = on.getOrDefault(thread, 0L);
            if (here > 0 && on.values().stream().allMatch(nanos -> nanos <= here)) {
                lane.carrier = carrier.id;
            }
        });
    }
}
