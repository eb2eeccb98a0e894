package hello.bench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * A recording, read: what each thread was seen doing, in nanoseconds from the start of the run.
 *
 * @param threads every thread of which there is an event, by its id
 * @param all by start; of two that start together the longer one first
 */
record Events(Map<Long, ThreadInfo> threads, List<Event> all) {
    private static final Comparator<Event> OUTER_FIRST = Comparator.comparingLong(Event::start)
            .thenComparing(Comparator.comparingLong(Event::end).reversed());

    /** A thread: {@code 0} and {@code Long.MAX_VALUE} where its start or its end was not seen. */
    record ThreadInfo(long id, String name, boolean virtual, long start, long end, List<Frame> startedIn) {}

    /** Something that was seen. Its port is 0 and its bytes are -1 where there are none. However alike, no two are the same. */
    record Event(Seen seen, long thread, long start, long end, int port, long bytes, boolean endOfStream,
            List<Frame> stack) {
        Event shifted(long nanos) {
            return new Event(seen, thread, start + nanos, end + nanos, port, bytes, endOfStream, stack);
        }

        boolean contains(Event other) {
            return start <= other.start && other.end <= end;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * Reads a recording.
     *
     * @param file where
     * @param startedAt the moment that is 0
     * @param sources what gives a class of the project its source, or {@code null}
     */
    static Events read(Path file, Instant startedAt, Function<String, String> sources) throws IOException {
        Reader reader = new Reader(startedAt, sources);
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                reader.take(recording.readEvent());
            }
        }
        reader.events.sort(OUTER_FIRST);
        return new Events(reader.threads, reader.events);
    }

    /** The same on a clock that is so much ahead. */
    Events shifted(long nanos) {
        return nanos == 0
                ? this
                : new Events(threads, all.stream().map(event -> event.shifted(nanos)).toList());
    }

    List<Event> of(Seen... which) {
        List<Seen> wanted = List.of(which);
        return all.stream().filter(event -> wanted.contains(event.seen)).toList();
    }

    Map<Long, List<Event>> byThread() {
        return all.stream().collect(Collectors.groupingBy(Event::thread));
    }

    private static final class Reader {
        private final Instant startedAt;
        private final Function<String, String> sources;
        private final Map<Long, ThreadInfo> threads = new HashMap<>();
        private final List<Event> events = new ArrayList<>();
        private final Map<List<Frame>, List<Frame>> stacks = new HashMap<>();
        private final Map<Frame, Frame> frames = new HashMap<>();

        Reader(Instant startedAt, Function<String, String> sources) {
            this.startedAt = startedAt;
            this.sources = sources;
        }

        void take(RecordedEvent event) {
            Seen seen = seen(event);
            RecordedThread thread = event.hasField("thread") ? event.getThread("thread") : event.getThread();
            if (seen == null || thread == null) {
                return;
            }
            long id = thread.getJavaThreadId() > 0 ? thread.getJavaThreadId() : -thread.getOSThreadId();
            long start = nanos(event.getStartTime());
            long end = nanos(event.getEndTime());
            ThreadInfo info = threads.computeIfAbsent(id,
                    _ -> new ThreadInfo(id, name(thread), thread.isVirtual(), 0, Long.MAX_VALUE, List.of()));
            switch (seen) {
                case START -> threads.put(id,
                        new ThreadInfo(id, name(thread), info.virtual, start, info.end, stack(event)));
                case END -> threads.put(id,
                        new ThreadInfo(id, info.name, info.virtual, info.start, start, info.startedIn));
                case SACRIFICED -> {
                }
                default -> {
                    if (end >= 0) { // before the run nobody is interested
                        boolean read = seen == Seen.READ;
                        events.add(new Event(seen, id, start, end,
                                read || seen == Seen.WRITE ? event.getInt("port") : 0,
                                read
                                        ? event.getLong("bytesRead")
                                        : seen == Seen.WRITE ? event.getLong("bytesWritten") : -1,
                                read && event.getBoolean("endOfStream"), stack(event)));
                    }
                }
            }
        }

        private static Seen seen(RecordedEvent event) {
            if (!event.getEventType().getName().equals("jdk.MethodTrace")) {
                return Seen.ofEvent(event.getEventType().getName());
            }
            RecordedMethod method = event.getValue("method");
            return Seen.ofMethod(method.getType().getName(), method.getName());
        }

        private long nanos(Instant instant) {
            return Duration.between(startedAt, instant).toNanos();
        }

        private static String name(RecordedThread thread) {
            String name = thread.getJavaName();
            return name == null || name.isEmpty() ? thread.getOSName() == null ? "" : thread.getOSName() : name;
        }

        private List<Frame> stack(RecordedEvent event) {
            RecordedStackTrace trace = event.getStackTrace();
            if (trace == null) {
                return List.of();
            }
            List<Frame> stack = new ArrayList<>();
            for (RecordedFrame frame : trace.getFrames()) {
                String className = frame.getMethod().getType().getName();
                String source = sources.apply(className);
                Frame made = new Frame(className, frame.getMethod().getName(), Math.max(0, frame.getLineNumber()),
                        source);
                stack.add(frames.computeIfAbsent(made, same -> same));
            }
            return stacks.computeIfAbsent(stack, List::copyOf);
        }
    }
}
