package hello.protocol.check;

import static hello.protocol.check.Check.Needs.ADDRESS;

import hello.protocol.Protocol;
import java.util.List;

/** How a server ends a conversation. */
final class EndChecks {
    private static final String DOES_NOT_CLOSE = "The server does not close its side after the client's end of stream: when "
            + "read says that there is no more (-1 in Java, b'' in Python), close the socket. Leaving that to the garbage "
            + "collector is not enough.";

    private static final int PIPELINED = 64 * 1024;

    static final List<Check> ALL = List.of(
            Check.of("half-close gets every answer owed, then end of stream", ADDRESS, EndChecks::halfClose),
            Check.of("empty connection is closed cleanly", ADDRESS, EndChecks::emptyConnection));

    private EndChecks() {}

    private static void halfClose(Candidate server) throws Exception {
        String dropped = "At the client's end of stream the server still owes answers: it must send them, and close then.";
        try (Client client = server.connect()) {
            client.send(1);
            client.finishSending();
            client.expectAnswer(dropped);
            client.expectEnd(DOES_NOT_CLOSE);
        }
        try (Client client = server.connect()) {
            client.send(PIPELINED);
            client.finishSending();
            client.expectAnswers(PIPELINED / Protocol.MAX_REQUEST, PIPELINED, dropped);
            client.expectEnd(DOES_NOT_CLOSE);
        }
    }

    private static void emptyConnection(Candidate server) throws Exception {
        try (Client client = server.connect()) {
            client.finishSending();
            client.expectEnd(DOES_NOT_CLOSE);
        }
    }
}
