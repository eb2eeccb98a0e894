package hello.bench.trace;

import java.util.List;
import java.util.Optional;

/**
 * One server under the clients of the story.
 *
 * @param server its name: a model's, or a foreign server's command or address
 * @param sentence what it is, in one line; {@code null} for a foreign server
 * @param clientsOnly why there are only the clients' lanes; {@code null} if the server was traced too
 * @param command the words that started it, without the class path; empty if it was running already
 * @param durationNanos from the first client's first step to the last one's last
 * @param clockErrorNanos by how much, at most, the server's times may be off against the clients': found from what cannot
 *     be (a request that is read before it is sent, an answer that comes before it is written)
 * @param clients a lane for each client, in the order of the script; few of many if they are folded
 * @param lanes the server's, a lane that carries others before those it carries; empty if only the clients' are known
 * @param stacks every call stack that spans refer to, each once
 * @param summary what it comes to
 * @param sources the source that ran: the model's module, and of others what stands in the stacks; empty if not known
 */
public record Run(String server, String sentence, String clientsOnly, List<String> command, long durationNanos,
        long clockErrorNanos, List<ClientLane> clients, List<Lane> lanes, List<List<Frame>> stacks, Summary summary,
        List<SourceFile> sources) {
    /**
     * The calls in which a span was spent.
     *
     * @param span one of this run's
     * @return innermost first; empty if not known
     */
    public List<Frame> stack(Span span) {
        return span.stack() == null ? List.of() : stacks.get(span.stack());
    }

    /**
     * The line of the shown source in which a span was spent: the innermost one.
     *
     * @param span one of this run's
     * @return empty if none of its frames is in the sources
     */
    public Optional<Frame> line(Span span) {
        return stack(span).stream().filter(frame -> frame.source() != null).findFirst();
    }

    /**
     * A lane.
     *
     * @param id its id
     * @return the lane
     * @throws java.util.NoSuchElementException if there is none
     */
    public Lane lane(int id) {
        return lanes.stream().filter(lane -> lane.id() == id).findFirst().orElseThrow();
    }

    /**
     * A client's lane.
     *
     * @param name the client's
     * @return the lane
     * @throws java.util.NoSuchElementException if there is none
     */
    public ClientLane client(String name) {
        return clients.stream().filter(client -> client.name().equals(name)).findFirst().orElseThrow();
    }
}
