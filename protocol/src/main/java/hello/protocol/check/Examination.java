package hello.protocol.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Asks a candidate the questions, one after another, each within its time. */
public final class Examination {
    /** What a check whose time is up may still take to notice it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Examination() {}

    /**
     * Runs checks. Never hangs: each has its limit.
     *
     * @param candidate the server; started if need be, and not closed here
     * @param checks what to ask
     * @param each is told each outcome as soon as it is known, on the calling thread
     * @return all outcomes, in order
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static List<Outcome> run(Candidate candidate, List<Check> checks, Consumer<Outcome> each)
            throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Check check : checks) {
            Outcome outcome = run(candidate, check);
            outcomes.add(outcome);
            each.accept(outcome);
        }
        return outcomes;
    }

    /**
     * Runs one check.
     *
     * @param candidate the server; started if need be, and not closed here
     * @param check what to ask
     * @return what was found
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Outcome run(Candidate candidate, Check check) throws InterruptedException {
        if (!candidate.has(check.needs())) {
            return Outcome.notApplicable(check, "it needs " + check.needs().inWords());
        }
        long start = System.nanoTime();
        Throwable thrown = ask(candidate, check);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Outcome outcome = switch (thrown) {
            case null -> Outcome.pass(check, took);
            case Failure failure -> Outcome.fail(check, took, failure);
            case NotApplicable missing -> Outcome.notApplicable(check, missing.getMessage());
            case Undecided undecided -> Outcome.unknown(check, took, undecided.getMessage());
            default -> Outcome.unknown(check, took, "the check itself failed: " + thrown);
        };
        if (candidate.hasDied(outcome.verdict() == Verdict.PASS ? Duration.ZERO : ProcessChecks.DYING)) {
            outcome = Outcome.fail(check, took, died(candidate, outcome));
        }
        if (outcome.verdict() != Verdict.PASS) {
            candidate.discardProcess(); // what one check has done to it must not be held against it in the next
        }
        return outcome;
    }

    /** Asks on a thread of its own, and takes it back when the time is up. Returns what was thrown, or null. */
    private static Throwable ask(Candidate candidate, Check check) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>(
                new Undecided("it took longer than " + Client.seconds(check.limit())));
        Thread asking = Thread.ofVirtual().name(check.name()).start(() -> {
            try {
                candidate.ensureRunning();
                check.body().ask(candidate);
                thrown.set(null);
            } catch (InterruptedException e) {
                // The time is up: that is what stands there already.
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        try {
            if (!asking.join(check.limit())) {
                Throwable timeIsUp = thrown.get();
                asking.interrupt();
                candidate.closeClients(); // wakes it where it is blocked on one of them
                asking.join(GRACE);
                return timeIsUp;
            }
            return thrown.get();
        } finally {
            asking.interrupt(); // of no effect when it has ended
            candidate.closeClients();
        }
    }

    /** The process has ended during a check: that is a failure, whatever the check itself has found. */
    private static Failure died(Candidate candidate, Outcome outcome) {
        return new Failure(outcome.failure().map(Failure::sent).orElse("what this check sends"),
                "a server that goes on",
                "its process ended" + candidate.process().lastWords(),
                "An exception that nobody caught has ended the whole server (what it printed says which), or its loop has "
                        + "come to an end. An error of one connection must end that connection alone, and an error of accept "
                        + "must end nothing.");
    }
}
