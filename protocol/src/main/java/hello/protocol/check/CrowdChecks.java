package hello.protocol.check;

import static hello.protocol.check.Check.Needs.ADDRESS;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Many clients: at once, one after another, and the second one, which is what the whole course is about. */
final class CrowdChecks {
    private static final int CROWD = 1_000;

    /** For a server of one client at a time: so many fit into the smallest usual backlog (100) and wait there. */
    private static final int QUEUE = 100;

    /** Files that may be open for other reasons than their connection, in a server that is not leaking. */
    private static final int LATE_FILES = 50;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final Check COME_AND_GO = Check.of("1,000 clients that connect and leave take nothing with them",
            ADDRESS,
            CrowdChecks::comeAndGo);

    static final List<Check> ALL = List.of(
            Check.of("1,000 clients at once are all answered", ADDRESS, CrowdChecks::crowd),
            COME_AND_GO,
            Check.of("a second client is served while the first is idle", ADDRESS, CrowdChecks::secondIsServed));

    static final List<Check> ONE_CLIENT = List.of(
            Check.of("100 clients in the queue are served one after another", ADDRESS, CrowdChecks::queue),
            COME_AND_GO,
            Check.of("a second client waits, and is served when the first leaves", ADDRESS, CrowdChecks::secondWaits));

    private CrowdChecks() {}

    private static void crowd(Candidate server) throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            clients.add(connect(server, i));
        }
        for (Client client : clients) {
            client.did("all " + CROWD + " stay connected, each sends 1 byte");
            client.sendQuietly(1);
        }
        int answered = 0;
        for (Client client : clients) {
            client.expectAnswerOrElse(
                    String.format("%,d of %,d clients were answered. The server has room for so many at once and "
                            + "no more: a pool of threads that is too small, a table that is full.", answered, CROWD));
            answered++;
        }
    }

    private static Client connect(Candidate server, int connected) throws Failure, Undecided, IOException {
        try {
            return server.connect();
        } catch (Undecided e) {
            if (connected == 0) {
                throw e;
            }
            throw new Failure(String.format("%,d connections, one after another", CROWD), "that each is accepted",
                    e.getMessage() + String.format(" at connection %,d", connected + 1),
                    "The server has stopped accepting. Is its accept loop still running, and what did it print?");
        }
    }

    private static void queue(Candidate server) throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < QUEUE; i++) {
            Client client = connect(server, i);
            client.did(QUEUE + " clients are connected, each sends 1 byte and its end of stream");
            client.sendQuietly(1);
            client.finishSending();
            clients.add(client);
        }
        for (int i = 0; i < QUEUE; i++) {
            clients.get(i)
                    .expectAnswer(i + " of " + QUEUE + " were served, each when the one before had left, and then no "
                            + "more.");
            clients.get(i).close();
        }
    }

    private static void comeAndGo(Candidate server) throws Exception {
        try (Client first = server.connect()) {
            first.send(1);
            first.expectAnswer("It does not answer.");
        }
        OptionalLong before = openFiles(server);
        for (int i = 0; i < CROWD; i++) {
            connect(server, i).close();
        }
        try (Client last = connect(server, CROWD)) {
            last.did(String.format("%,d clients before have connected and left without a word", CROWD));
            last.sendQuietly(1);
            last.expectAnswerOrElse(
                    "The server no longer serves: what it does with a client that sends nothing has ended its loop, "
                            + "or has used up something.");
        }
        expectFilesClosed(server, before);
    }

    /** A server may take its time to close them: those that it never closes stay. */
    private static void expectFilesClosed(Candidate server, OptionalLong before) throws Failure, InterruptedException {
        long deadline = System.nanoTime() + Client.PATIENCE.toNanos();
        while (true) {
            OptionalLong now = openFiles(server);
            if (before.isEmpty() || now.isEmpty() || now.getAsLong() <= before.getAsLong() + LATE_FILES) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new Failure(String.format("%,d connections, each closed at once", CROWD),
                        "as many open files afterwards as before: " + before.getAsLong(),
                        now.getAsLong() + " open files, " + Client.seconds(Client.PATIENCE) + " later",
                        "The server does not close its side of a connection that the client has closed: it leaks a file each "
                                + "time, and one day there is none left.");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static OptionalLong openFiles(Candidate server) {
        return server.process() == null
                ? OptionalLong.empty()
                : ProcessUsage.of(server.process().handle()).map(ProcessUsage::openFiles).orElse(OptionalLong.empty());
    }

    private static void secondIsServed(Candidate server) throws Exception {
        try (Client first = server.connect(); Client second = server.connect()) {
            first.send(1);
            first.expectAnswer("It does not answer.");
            second.did("the first client is connected and silent");
            second.send(1);
            second.expectAnswer("The second client waits for the first: while the server waits for one client's bytes "
                    + "(in read), it does nothing else. That is what a blocking server is; --one-client grades it as such.");
        }
    }

    /** A blocking server is one: the second waits, and is served when the first has left. */
    private static void secondWaits(Candidate server) throws Exception {
        Client first = server.connect();
        Client second = server.connect();
        second.did("the first client is connected");
        second.send(1);
        for (int i = 0; i < 20; i++) {
            first.sendQuietly(1);
            first.expectAnswer("It does not answer its first client.");
        }
        second.expectSilence("This server serves several clients: grade it without --one-client.");
        second.did("the first client has left");
        first.close();
        second.expectAnswer(
                "The first client has left, and the server has not turned to the next: what happens after the "
                        + "end of stream must lead back to accept.");
    }
}
