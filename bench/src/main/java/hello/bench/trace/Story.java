package hello.bench.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ready stories: each is a script, and what to look at. */
public enum Story {
    /** The chapter's question. */
    SECOND_CLIENT("B comes while A thinks. In blocking it waits until A has left; in the others it does not.",
            "A: connect, send, think 1s, send, close; B: after A answered, connect, send, close", 2, "none",
            "blocking threaded nio-loop callbacks coroutines loom"),
    /** One that never hurries. */
    SLOW_CLIENT("A sends a byte now and then. Who holds a thread for it meanwhile, and who waits for that thread?",
            "A: connect, trickle 8 100ms, close; B: after A answered, connect, send, think 150ms, send, close; "
                    + "C: after A answered 2, connect, send, close",
            3, "none", "blocking threaded nio-loop loom"),
    /** A CPU-bound task, which a loop cannot share out. */
    CPU_ON_THE_LOOP(
            "Each request computes. On a loop one computation begins when the other is over; threads compute at the same "
                    + "time, as far as there are CPUs.",
            "A: connect, send, close; B: connect, after A sent, send, close", 2, "cpu:300ms",
            "nio-loop threaded loom"),
    /** One that sends without end. */
    NEVER_READS(
            "A sends and never reads. Its answers fill the buffers; then the server stops reading from it, and B must "
                    + "not notice.",
            "A: connect, flood, think 1s, close; B: after A stuck, connect, send, think 200ms, send, close", 2, "none",
            "blocking threaded nio-loop loom"),
    /** The C10k problem. */
    TEN_THOUSAND("10,000 clients are connected at once, and mostly think. Who needs a thread for each of them?",
            "A: connect, send, think 1s, send, close", 10_000, "none", "threaded nio-loop loom");

    private final String look;
    private final String script;
    private final int clients;
    private final String work;
    private final String models; // an enum's fields are immutable, which a List need not be

    Story(String look, String script, int clients, String work, String models) {
        this.look = look;
        this.script = script;
        this.clients = clients;
        this.work = work;
        this.models = models;
    }

    /**
     * How it is called on the command line.
     *
     * @return {@code second-client}
     */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What to look at.
     *
     * @return one or two sentences
     */
    public String look() {
        return look;
    }

    /**
     * What its clients do.
     *
     * @return the script, for as many clients as the story has
     */
    public Script script() {
        return Script.parse(script).forClients(clients);
    }

    /**
     * What each request has to do, unless the user wants something else.
     *
     * @return as {@link hello.protocol.Work#parse} reads it
     */
    public String work() {
        return work;
    }

    /**
     * Those between whom the difference shows best: who is traced if the user names none.
     *
     * @return names of models
     */
    public List<String> models() {
        return List.of(models.split(" ", -1));
    }

    /**
     * One of them.
     *
     * @param title as on the command line
     * @return empty if there is none of that name
     */
    public static Optional<Story> find(String title) {
        return Arrays.stream(values()).filter(story -> story.title().equals(title)).findFirst();
    }
}
