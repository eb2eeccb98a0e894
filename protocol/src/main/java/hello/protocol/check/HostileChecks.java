package hello.protocol.check;

import static hello.protocol.check.Check.Needs.ADDRESS;

import hello.protocol.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What peers do to a server that are broken, gone, or mean it. Whatever it is, no other client may suffer. */
final class HostileChecks {
    private static final String LET_A_RESET_OUT = "A connection that is reset makes read or write fail (ECONNRESET, "
            + "\"Connection reset by peer\"). That is daily life: catch it where that client is served, close that "
            + "connection, and go on.";

    private static final int RESETS = 20;

    private static final Duration FLOOD_LIMIT = Duration.ofSeconds(90);

    private static final Check LATE_READER = Check
            .of("a peer that reads late gets every answer, whole", ADDRESS, HostileChecks::lateReader)
            .limit(FLOOD_LIMIT);

    static final List<Check> ALL = List.of(
            Check.of("a reset before an answer harms nobody", ADDRESS, besideAnother(HostileChecks::resetBefore)),
            Check.of("a reset during an answer harms nobody", ADDRESS, besideAnother(HostileChecks::resetDuring)),
            Check.of("a reset after an answer harms nobody", ADDRESS, besideAnother(HostileChecks::resetAfter)),
            Check.of("a peer that floods and never reads is not read from without end", ADDRESS, HostileChecks::flood)
                    .limit(FLOOD_LIMIT),
            LATE_READER);

    static final List<Check> ONE_CLIENT = List.of(
            Check.of("a reset before an answer does not harm the next", ADDRESS, alone(HostileChecks::resetBefore)),
            Check.of("a reset during an answer does not harm the next", ADDRESS, alone(HostileChecks::resetDuring)),
            Check.of("a reset after an answer does not harm the next", ADDRESS, alone(HostileChecks::resetAfter)),
            Check.of("a peer that floods and never reads is not read from without end", ADDRESS,
                    HostileChecks::floodAlone)
                    .limit(FLOOD_LIMIT),
            LATE_READER);

    private HostileChecks() {}

    /** Does something hostile. */
    @FunctionalInterface
    private interface Attack {
        void on(Client client) throws Exception;
    }

    private static void resetBefore(Client client) throws Exception {
        client.send(1);
        client.reset();
    }

    private static void resetDuring(Client client) throws Exception {
        // More than is answered in a moment, so that the server is busy with it when the reset comes.
        client.send(1024 * 1024);
        client.expectAnswer("It does not answer.");
        client.reset();
    }

    private static void resetAfter(Client client) throws Exception {
        client.send(1);
        client.expectAnswer("It does not answer.");
        client.reset();
    }

    /** Attacks several times while another client is connected, which must go on being answered. */
    private static Check.Body besideAnother(Attack attack) {
        return server -> {
            Client witness = server.connect();
            for (int i = 0; i < RESETS; i++) {
                try (Client client = connectAgain(server)) {
                    attack.on(client);
                    witness.did("another client: " + client.sent());
                    stillAnswered(witness);
                }
            }
            nextIsServed(server);
        };
    }

    /** Attacks several times. The next client must be served. */
    private static Check.Body alone(Attack attack) {
        return server -> {
            server.connect().close(); // when not even that works, it is not for the attack to answer for
            for (int i = 0; i < RESETS; i++) {
                try (Client client = connectAgain(server)) {
                    attack.on(client);
                }
            }
            nextIsServed(server);
        };
    }

    private static void nextIsServed(Candidate server) throws Exception {
        try (Client next = connectAgain(server)) {
            next.did("after " + RESETS + " clients that reset their connections");
            stillAnswered(next);
        }
    }

    private static void stillAnswered(Client witness) throws Failure {
        witness.sendQuietly(1);
        witness.expectAnswerOrElse(LET_A_RESET_OUT);
    }

    /** Connects to a server that was there a moment ago: when it is not now, that is a failure. */
    private static Client connectAgain(Candidate server) throws Failure, IOException {
        try {
            return server.connect();
        } catch (Undecided e) {
            throw new Failure("hostile connections, then another", "that the next client is accepted", e.getMessage(),
                    LET_A_RESET_OUT);
        }
    }

    private static void flood(Candidate server) throws Exception {
        try (Client witness = server.connect(); Client flooder = server.connectNarrow()) {
            Flood flood = new Flood(server, flooder, () -> {
                witness.sendQuietly(1);
                witness.expectAnswer(
                        "While one client sends and never reads, another is not served: the server is blocked "
                                + "in writing to the first. Write only what there is room for, and serve the others meanwhile.");
            });
            witness.did("another client sends without end and never reads");
            flood.untilTheServerStopsReading();
        }
        afterwardsOthersAreServed(server);
    }

    private static void floodAlone(Candidate server) throws Exception {
        try (Client flooder = server.connectNarrow()) {
            new Flood(server, flooder, () -> {}).untilTheServerStopsReading();
        }
        afterwardsOthersAreServed(server);
    }

    private static void afterwardsOthersAreServed(Candidate server) throws Exception {
        try (Client next = connectAgain(server)) {
            next.did("after a client that flooded and left without reading");
            stillAnswered(next);
        }
    }

    private static void lateReader(Candidate server) throws Exception {
        try (Client client = server.connectNarrow()) {
            Flood flood = new Flood(server, client, () -> {});
            flood.untilTheServerStopsReading();
            client.finishSending();
            client.did("then read everything");
            client.widen();
            client.expectAnswers(Math.ceilDiv(flood.sent(), Protocol.MAX_REQUEST), flood.sent(),
                    "Answers are missing: when a write takes only a part, or nothing, the rest is still owed.");
        }
    }
}
