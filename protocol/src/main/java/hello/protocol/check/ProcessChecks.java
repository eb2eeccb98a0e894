package hello.protocol.check;

import static hello.protocol.check.Check.Needs.PROCESS;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a server is like as a process: when it stops, starts again, idles, or runs out of files. */
final class ProcessChecks {
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final int WINDOWS = 10;

    /** So many windows without an answer, and a server that is slow, or on a busy machine, is taken to have stopped. */
    private static final int QUIET_WINDOWS = 4;

    /** The share of one CPU that a server with nothing to do may use: what compiles or collects garbage ends soon. */
    private static final double IDLE_SHARE = 0.10;

    /** With its listener ready all the time and no file to accept with, a server may look again, but not all the time. */
    private static final double OUT_OF_FILES_SHARE = 0.30;

    /** Who is on a CPU or in the queue for one for this share of the time, with what is counted late, does not sleep. */
    private static final double NEVER_SLEPT = 0.5;

    private static final int FILE_LIMIT = 128;
    private static final int CROWD = FILE_LIMIT + 40;

    private static final String LOST_WITHOUT_FILES = "Without files the server loses clients that it had: serving them needs "
            + "a file that it opens only now. Open what serving needs before the first client comes.";

    private static final String EMFILE = "accept fails with EMFILE (\"Too many open files\"). That must not end the accept "
            + "loop: pause it for a moment, serve those who are there, and try again.";

    /** How long a process may take to be gone, when what was seen may be its dying. */
    static final Duration DYING = Duration.ofSeconds(1);

    /** What the exit code of a process is that SIGTERM (15) has ended. */
    private static final int SIGTERM_EXIT = 128 + 15;

    private static final String IDLE = "no CPU is burnt while idle";
    private static final String OUT_OF_FILES = "out of open files: keeps serving, does not spin, accepts again";

    private static final Check STOPS = Check.of("stops when it is told to, with clients connected", PROCESS,
            ProcessChecks::stops);
    private static final Check RESTART = Check.of("the port is free for a restart at once", PROCESS,
            ProcessChecks::restart);

    static final List<Check> ALL = List.of(
            Check.of(IDLE, PROCESS, ProcessChecks::idle),
            Check.of(OUT_OF_FILES, PROCESS, ProcessChecks::outOfFiles),
            STOPS, RESTART);

    static final List<Check> ONE_CLIENT = List.of(
            Check.of(IDLE, PROCESS, ProcessChecks::idleWithOne),
            Check.of(OUT_OF_FILES, PROCESS, ProcessChecks::outOfFilesWithOne),
            STOPS, RESTART);

    private ProcessChecks() {}

    private static void idle(Candidate server) throws Exception {
        server.connect(); // one that stays silent
        Client answered = server.connect();
        Client left = server.connect();
        Client reset = server.connect();
        for (Client client : List.of(answered, left, reset)) {
            client.send(1);
            client.expectAnswer("It does not answer.");
        }
        left.close();
        reset.reset();
        expectIdle(server.process(), IDLE_SHARE, "4 clients: one silent, one answered, one that left, one that reset",
                "The server goes round in a loop without sleeping. With a selector: it asks to be told when a socket is "
                        + "writable although it has nothing to write, or does not handle the end of stream, and so is "
                        + "always ready.");
    }

    private static void idleWithOne(Candidate server) throws Exception {
        try (Client client = server.connect()) {
            client.send(1);
            client.expectAnswer("It does not answer.");
            expectIdle(server.process(), IDLE_SHARE, "one client, answered and silent now",
                    "The server goes round in a loop without sleeping: does it read without waiting?");
        }
    }

    /** Passes as soon as there is a moment in which it rests; a server that spins has none. */
    private static void expectIdle(ServerProcess process, double share, String sent, String hint)
            throws Failure, NotApplicable, InterruptedException {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < WINDOWS && least > share; i++) {
            long start = System.nanoTime();
            ProcessUsage before = usage(process);
            Thread.sleep(WINDOW);
            ProcessUsage after = usage(process);
            least = Math.min(least, wanted(before, after, (double) (System.nanoTime() - start)));
        }
        if (least > share) {
            throw new Failure(sent, String.format("that it uses no CPU, or less than %.0f %% of one", share * 100),
                    String.format("%.0f %% of a CPU at least, over %s", least * 100,
                            Client.seconds(WINDOW.multipliedBy(WINDOWS))),
                    hint);
        }
    }

    /**
     * The share of a CPU that it used; or that it would have used, if it never slept: on a busy machine a server that spins waits
     * for a CPU most of the time.
     */
    private static double wanted(ProcessUsage before, ProcessUsage after, double nanos) {
        double used = (double) after.cpu().minus(before.cpu()).toNanos() / nanos;
        double queued = (double) (after.queuedNanos().orElse(0) - before.queuedNanos().orElse(0)) / nanos;
        return used + queued >= NEVER_SLEPT ? used + queued : used;
    }

    private static ProcessUsage usage(ServerProcess process) throws NotApplicable {
        return ProcessUsage.of(process.handle())
                .orElseThrow(() -> new NotApplicable("this system does not tell how much CPU a process uses"));
    }

    /** Has more clients than the server may have files, in a process of its own with a low limit. */
    private static void outOfFiles(Candidate server) throws Exception {
        String sent = CROWD + " connections to a server that may have " + FILE_LIMIT + " open files (ulimit -n)";
        try (ServerProcess limited = startLimited(server)) {
            try {
                crowdOut(server, limited, sent);
            } catch (Failure | Undecided | NotApplicable e) {
                // The examination looks after the candidate's own process; this one is ours.
                if (limited.hasEnded(DYING)) {
                    throw new Failure(sent, "a server that goes on", "its process ended" + limited.lastWords(), EMFILE);
                }
                throw e;
            }
        }
    }

    private static void crowdOut(Candidate server, ServerProcess limited, String sent) throws Exception {
        Client witness = server.connect(limited.address());
        witness.did(sent);
        witness.sendQuietly(1);
        witness.expectAnswer("It does not answer.");
        List<Client> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            Client client = server.connect(limited.address());
            client.did(sent);
            client.sendQuietly(1);
            crowd.add(client);
        }
        List<Client> waiting = untilNoMoreAreAnswered(crowd);
        crowd.removeAll(waiting);
        for (Client client : crowd) {
            client.expectAnswerOrElse(EMFILE);
            client.did("again 1 byte, while there are no more files");
            client.sendQuietly(1);
            client.expectAnswerOrElse(LOST_WITHOUT_FILES);
        }
        if (waiting.isEmpty()) {
            throw new Undecided("a limit of " + FILE_LIMIT + " open files did not keep the server from accepting "
                    + CROWD + " clients");
        }
        witness.sendQuietly(1);
        witness.expectAnswerOrElse(EMFILE);
        expectIdle(limited, OUT_OF_FILES_SHARE, sent,
                "accept fails, and is called again at once: the client is still "
                        + "there, and so is the reason. Pause accept for a moment (some 100 ms), or until a file is free.");
        for (Client client : crowd) {
            client.close(); // with nothing unread, or the system would make a reset of it
        }
        for (Client client : waiting) {
            client.did("the others have left");
            client.expectAnswerOrElse(EMFILE);
            client.close();
        }
    }

    private static ServerProcess startLimited(Candidate server)
            throws Undecided, NotApplicable, InterruptedException {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new NotApplicable("a limit on open files needs a POSIX shell (ulimit -n)");
        }
        try {
            return ServerProcess.startWithOpenFiles(server.command(), FILE_LIMIT);
        } catch (IOException e) {
            throw new Undecided("the server cannot be started with a limit of " + FILE_LIMIT + " open files: "
                    + e.getMessage(), e);
        }
    }

    /** Waits until answers have stopped coming for a while, and says who has none. */
    private static List<Client> untilNoMoreAreAnswered(List<Client> clients) throws IOException, InterruptedException {
        List<Client> waiting = new ArrayList<>(clients);
        for (int quiet = 0; quiet < QUIET_WINDOWS; quiet++) {
            Thread.sleep(WINDOW);
            for (Client client : clients) {
                if (client.hasReceived() && waiting.remove(client)) {
                    quiet = -1; // not yet
                }
            }
        }
        return waiting;
    }

    /**
     * With one client at a time no limit that lets the server start makes it run out of files. So the limit of the running
     * process is lowered, to the number of files that it has.
     */
    private static void outOfFilesWithOne(Candidate server) throws Exception {
        ServerProcess process = server.process();
        try (Client first = server.connect()) {
            first.send(1);
            first.expectAnswer("It does not answer.");
            first.expectNoMoreAnswers("More answers than requests.");
        }
        OpenFilesLimit limit = OpenFilesLimit.of(process.handle());
        try {
            serveOneWithoutFiles(server, limit);
        } finally {
            if (process.handle().isAlive()) {
                limit.restore();
            }
        }
    }

    private static void serveOneWithoutFiles(Candidate server, OpenFilesLimit limit) throws Exception {
        // A blocked accept has set its file's number aside already (Linux does so before it waits), so one client may still
        // be served; and as long as the server has not closed its side of the one before, that file counts as open. In the
        // end one is not served.
        for (int i = 0; i < 5; i++) {
            limit.lowerToWhatIsOpen();
            try (Client client = server.connect()) {
                client.did("the server may open no more files (prlimit --nofile)");
                client.sendQuietly(1);
                if (untilNoMoreAreAnswered(List.of(client)).isEmpty()) {
                    client.expectAnswer("It does not answer.");
                    continue;
                }
                expectIdle(server.process(), OUT_OF_FILES_SHARE, client.sent(),
                        "accept fails, and is called again at once. Pause it for a moment (some 100 ms).");
                limit.restore();
                client.did("now it may again");
                client.expectAnswerOrElse(EMFILE);
                return;
            }
        }
        throw new Undecided("the limit did not keep the server from accepting");
    }

    private static void stops(Candidate server) throws Exception {
        ServerProcess process = server.process();
        if (!process.handle().supportsNormalTermination()) {
            throw new NotApplicable("this system has no SIGTERM");
        }
        try (Client client = server.connect()) {
            client.send(1);
            client.expectAnswer("It does not answer.");
            OptionalInt exitCode = process.stop();
            server.discardProcess();
            if (exitCode.isEmpty()) {
                throw client.failure("that the process ends when it gets SIGTERM", "it had to be killed after 10 s",
                        "Something that is still running keeps the process alive: a thread that waits for a client, or a "
                                + "signal handler that never returns.");
            }
            int code = exitCode.getAsInt();
            if (code != 0 && code != SIGTERM_EXIT) {
                throw client.failure("exit code 0, or " + SIGTERM_EXIT + " (128 + SIGTERM)", "exit code " + code,
                        "The server did not stop, it fell over: look at what it printed" + process.lastWords());
            }
        }
    }

    /** Stops the server while clients are connected and starts it again on the same port. */
    private static void restart(Candidate server) throws Exception {
        InetSocketAddress address = server.address();
        try (Client client = server.connect()) {
            client.send(1);
            client.expectAnswer("It does not answer.");
            server.process().stop();
            client.did("stop the server, start it again on port " + address.getPort());
            try {
                server.replaceProcess(ServerProcess.start(server.command(), address.getPort()));
            } catch (IOException e) {
                server.discardProcess();
                throw client.failure("that it starts on the same port at once", e.getMessage(),
                        "After a stop the system keeps the addresses of closed connections for a minute (TIME_WAIT). "
                                + "SO_REUSEADDR, set before bind, lets a new server have the port all the same.");
            }
        }
        try (Client next = server.connect()) {
            next.did("after a restart");
            next.send(1);
            next.expectAnswer("It does not answer after a restart.");
        }
    }
}
