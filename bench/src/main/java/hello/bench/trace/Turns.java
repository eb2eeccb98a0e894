package hello.bench.trace;

import hello.bench.trace.Events.Event;
import hello.bench.trace.Knowledge.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For whom a completion handler was called. Nothing that is recorded says it, so it is inferred from the times: who had sent
 * something by then, in the order in which they had. Asked for the calls in the order in which they began.
 */
final class Turns {
    private final List<Request> unread;
    private final List<String> toAccept = new ArrayList<>();

    /** Those of whom a request was read, and whose answer's handler has not been called yet; oldest first. */
    private final Set<String> owed = new LinkedHashSet<>();
    private final Map<Event, String> known = new HashMap<>();
    private Event last;

    Turns(Knowledge clients) {
        unread = new ArrayList<>(clients.requests());
        clients.byConnection().forEach(client -> toAccept.add(client.name()));
    }

    /**
     * The client, or {@code null}.
     *
     * @param closes whether the handler has closed the channel: then what it has read was the end of stream
     */
    String clientOf(String handler, Event call, boolean closes) {
        String what = handler.toLowerCase(Locale.ROOT);
        String client = what.contains("accept")
                ? toAccept.isEmpty() ? null : toAccept.removeFirst()
                : what.contains("read") ? reader(call, closes) : what.contains("writ") ? written(call) : null;
        known.put(call, client);
        last = call;
        return client;
    }

    private String reader(Event call, boolean closes) {
        Optional<Request> oldest = unread.stream()
                .filter(request -> request.since() <= call.end() && request.isEnd() == closes
                        && !owed.contains(request.client()))
                .findFirst();
        oldest.filter(request -> !request.many()).ifPresent(unread::remove);
        oldest.filter(request -> !request.isEnd()).ifPresent(request -> owed.add(request.client()));
        return oldest.map(Request::client).orElse(null);
    }

    /** An answer that was written at once is told from within the handler that wrote it. */
    private String written(Event call) {
        String client = last != null && last.contains(call) ? known.get(last) : null;
        if (client == null || !owed.contains(client)) {
            client = owed.stream().findFirst().orElse(null);
        }
        if (client != null) {
            owed.remove(client);
        }
        return client;
    }
}
