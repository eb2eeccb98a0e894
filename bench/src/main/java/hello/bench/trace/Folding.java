package hello.bench.trace;

import hello.bench.trace.Lane.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Makes of ten thousand lanes a few that can be looked at: the first clients, and how many of the others did what. */
final class Folding {
    /** So many clients have lanes of their own. */
    static final int ALL_SHOWN = 12;

    /** If there are more: so many. */
    private static final int SHOWN = 3;

    /** Into so many slices the time of a folded lane is cut. */
    private static final int SLICES = 80;

    /** A lane with more spans than this gets those joined that are too short to be told apart. */
    private static final int MANY_SPANS = 3_000;

    private final long duration;
    private final Set<String> kept = new HashSet<>();
    private final boolean folds;

    Folding(List<ClientLane> clients, long duration) {
        this.duration = duration;
        this.folds = clients.size() > ALL_SHOWN;
        clients.stream().limit(folds ? SHOWN : ALL_SHOWN).forEach(client -> kept.add(client.name()));
    }

    List<ClientLane> clients(List<ClientLane> all) {
        if (!folds) {
            return all;
        }
        List<ClientLane> shown = new ArrayList<>(all.subList(0, SHOWN));
        List<ClientLane> rest = all.subList(SHOWN, all.size());
        shown.add(new ClientLane(String.format(Locale.ROOT, "%,d more", rest.size()), 0, rest.size(), List.of(),
                List.of(), census(ClientSpan.Kind.class, rest, ClientLane::spans, ClientSpan::startNanos,
                        ClientSpan::endNanos, ClientSpan::kind)));
        return shown;
    }

    /** Of a lane of its own its own; of those that are folded, one for all of them. */
    List<Summary.Share> shares(List<Lane> threads) {
        Map<Integer, List<Summary.Share>> byLane = new LinkedHashMap<>();
        Integer first = null;
        for (Lane thread : threads) {
            int id = thread.id();
            if (isFolded(thread)) {
                first = first == null ? id : first;
                id = first;
            }
            byLane.computeIfAbsent(id, _ -> new ArrayList<>()).add(Summaries.share(thread));
        }
        return byLane.entrySet().stream().map(lane -> new Summary.Share(lane.getKey(),
                average(lane.getValue(), Summary.Share::blocked), average(lane.getValue(), Summary.Share::running),
                average(lane.getValue(), Summary.Share::idle))).toList();
    }

    private static double average(List<Summary.Share> shares, ToDoubleFunction<Summary.Share> which) {
        return shares.stream().mapToDouble(which).average().orElse(0);
    }

    private boolean isFolded(Lane lane) {
        return folds && lane.client() != null && !kept.contains(lane.client());
    }

    /** What stands together: lanes of one kind under one thread. */
    private record Group(Kind kind, Integer carrier) {}

    List<Lane> lanes(List<Lane> all) {
        Map<Group, List<Lane>> folded = new LinkedHashMap<>();
        Map<Integer, Integer> newId = new HashMap<>();
        for (Lane lane : all) {
            if (isFolded(lane)) {
                Group group = new Group(lane.kind(), lane.carrier());
                List<Lane> others = folded.computeIfAbsent(group, _ -> new ArrayList<>());
                newId.put(lane.id(), others.isEmpty() ? lane.id() : others.getFirst().id());
                others.add(lane);
            }
        }
        List<Lane> shown = new ArrayList<>();
        for (Lane lane : all) {
            if (!newId.containsKey(lane.id())) {
                shown.add(withSpans(lane, joined(lane.spans(), newId)));
            } else {
                List<Lane> others = folded.get(new Group(lane.kind(), lane.carrier()));
                if (others.getFirst().id() == lane.id()) {
                    shown.add(folded(others));
                }
            }
        }
        return shown;
    }

    private Lane folded(List<Lane> lanes) {
        Lane first = lanes.getFirst();
        return new Lane(first.id(), String.format(Locale.ROOT, "%,d more %ss", lanes.size(), first.kind().inWords()),
                first.kind(), first.carrier(), null, lanes.size(),
                lanes.stream().mapToLong(Lane::startNanos).min().orElse(0),
                lanes.stream().mapToLong(Lane::endNanos).max().orElse(duration), List.of(),
                census(Span.Kind.class, lanes, Lane::spans, Span::startNanos, Span::endNanos, Span::kind));
    }

    private static Lane withSpans(Lane lane, List<Span> spans) {
        return new Lane(lane.id(), lane.name(), lane.kind(), lane.carrier(), lane.client(), lane.folded(),
                lane.startNanos(), lane.endNanos(), spans, lane.census());
    }

    /** Looks at all of them in the middle of each slice. */
    private <L, S, K extends Enum<K>> List<Census<K>> census(Class<K> kinds, List<L> lanes,
            Function<L, List<S>> spans, Function<S, Long> start, Function<S, Long> end, Function<S, K> kind) {
        List<Map<K, Integer>> counts = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            counts.add(new EnumMap<>(kinds));
        }
        double slice = Math.max(1.0, (double) duration / SLICES);
        for (L lane : lanes) {
            for (S span : spans.apply(lane)) {
                int from = (int) Math.max(0, Math.ceil(start.apply(span) / slice - 0.5));
                int to = (int) Math.min(SLICES, Math.ceil(end.apply(span) / slice - 0.5));
                for (int i = from; i < to; i++) {
                    counts.get(i).merge(kind.apply(span), 1, Integer::sum);
                }
            }
        }
        List<Census<K>> census = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            census.add(new Census<>(Math.round(i * slice), Math.round((i + 1) * slice), counts.get(i)));
        }
        return census;
    }

    private List<Span> joined(List<Span> spans, Map<Integer, Integer> newId) {
        List<Span> all = spans.stream().map(span -> renamed(span, newId)).toList();
        if (all.size() <= MANY_SPANS) {
            return all;
        }
        long resolution = Math.max(1, duration / 1_000);
        List<Span> joined = new ArrayList<>();
        List<Span> group = new ArrayList<>();
        for (Span span : all) {
            boolean fits = !group.isEmpty() && span.endNanos() - group.getFirst().startNanos() <= resolution;
            if (!fits && !group.isEmpty()) {
                joined.add(join(group));
                group.clear();
            }
            group.add(span);
        }
        if (!group.isEmpty()) {
            joined.add(join(group));
        }
        return joined;
    }

    private static Span renamed(Span span, Map<Integer, Integer> newId) {
        Integer counterpart = span.counterpart() == null
                ? null
                : newId.getOrDefault(span.counterpart(), span.counterpart());
        return Objects.equals(counterpart, span.counterpart())
                ? span
                : new Span(span.kind(), span.startNanos(), span.endNanos(), span.client(), span.inferred(),
                        span.events(), span.bytes(), span.endOfStream(), counterpart, span.stack());
    }

    /** One span for several: what most of its time was, for whom if for one. */
    private static Span join(List<Span> spans) {
        if (spans.size() == 1) {
            return spans.getFirst();
        }
        Map<Span.Kind, Long> nanos = new EnumMap<>(Span.Kind.class);
        spans.forEach(span -> nanos.merge(span.kind(), span.nanos(), Long::sum));
        Span.Kind most = nanos.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        Span like = spans.stream().filter(span -> span.kind() == most).findFirst().orElseThrow();
        List<String> clients = spans.stream().map(Span::client).filter(Objects::nonNull).distinct().toList();
        long bytes = spans.stream().filter(span -> span.bytes() != null).mapToLong(Span::bytes).sum();
        return new Span(most, spans.getFirst().startNanos(), spans.getLast().endNanos(),
                clients.size() == 1 ? clients.getFirst() : null, spans.stream().anyMatch(Span::inferred),
                spans.stream().mapToInt(Span::events).sum(), bytes == 0 ? null : bytes,
                spans.stream().anyMatch(Span::endOfStream), like.counterpart(), like.stack());
    }
}
