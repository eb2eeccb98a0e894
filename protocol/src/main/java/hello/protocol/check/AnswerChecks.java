package hello.protocol.check;

import static hello.protocol.check.Check.Needs.ADDRESS;
import static java.nio.charset.StandardCharsets.US_ASCII;

import hello.protocol.Protocol;
import java.util.List;

/** What a server says, and that it says it once. Each client is alone, so one form serves for both kinds of server. */
final class AnswerChecks {
    private static final String WAITS_FOR_MORE = "The server waits for something else than bytes: for a line end (readLine), "
            + "for a full buffer (readNBytes, readFully), or for the end of stream. Any bytes are a request.";

    private static final int BURST = 1024 * 1024;

    static final List<Check> ALL = List.of(
            Check.of("says nothing first", ADDRESS, AnswerChecks::saysNothingFirst),
            Check.of("one answer to a request of 1 byte", ADDRESS, AnswerChecks::oneByte),
            Check.of("one answer to a request of 4,096 bytes", ADDRESS, AnswerChecks::largestRequest),
            Check.of("one answer whatever the bytes are", ADDRESS, AnswerChecks::anyBytes),
            Check.of("an answer to each of 100 trickled bytes", ADDRESS, AnswerChecks::trickledBytes),
            Check.of("whole answers within the bounds for a burst of 1 MiB", ADDRESS, AnswerChecks::burst));

    private AnswerChecks() {}

    private static void saysNothingFirst(Candidate server) throws Exception {
        try (Client client = server.connect()) {
            client.expectSilence("A hello server waits for the client to speak: it must not send anything on accept.");
            // Also a greeting that is slow to come is found: it makes two answers to one request.
            client.send(1);
            client.expectAnswer(WAITS_FOR_MORE);
            client.expectNoMoreAnswers("One request, more than one answer: was one of them sent on accept?");
        }
    }

    private static void oneByte(Candidate server) throws Exception {
        try (Client client = server.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(1);
                client.expectAnswer(WAITS_FOR_MORE);
            }
            client.expectNoMoreAnswers("Each request of one byte is one read, and gets one answer.");
        }
    }

    private static void largestRequest(Candidate server) throws Exception {
        long answers = 0;
        // Up to three times: a network with a small MTU may split what was sent at once, and then more answers are right.
        for (int i = 0; i < 3 && answers != 1; i++) {
            try (Client client = server.connect()) {
                client.send(Protocol.MAX_REQUEST);
                client.finishSending();
                answers = client.expectAnswers(1, Protocol.MAX_REQUEST, WAITS_FOR_MORE);
                long most = server.isNear() ? 1 : Protocol.MAX_REQUEST - 1;
                if (answers > most && (i == 2 || answers == Protocol.MAX_REQUEST)) {
                    throw client.failure(
                            server.isNear() ? "one answer" : "one answer, or a few where the network splits it",
                            String.format("%,d answers", answers), answers == Protocol.MAX_REQUEST
                                    ? "One answer for each byte: read into a buffer of 4,096 bytes, and answer once for each "
                                            + "read, not once for each byte."
                                    : "The server reads with a buffer smaller than 4,096 bytes, so it took several reads; or it "
                                            + "answers what is no request: the connection itself, or its end.");
                }
            }
        }
    }

    private static void anyBytes(Candidate server) throws Exception {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        try (Client client = server.connect()) {
            request(client, new byte[]{0}, "a NUL byte");
            request(client, new byte[]{(byte) 0xff, (byte) 0xfe}, "2 bytes that are no text (0xff 0xfe)");
            request(client, new byte[]{'\n'}, "a line feed");
            request(client, "a\nb\r\nc\n".getBytes(US_ASCII), "3 lines at once");
            request(client, "quit".getBytes(US_ASCII), "\"quit\"");
            request(client, everyByte, "all 256 bytes at once");
            client.expectNoMoreAnswers("One request, more than one answer: the server answers each line, or each byte, "
                    + "and not each read.");
        }
    }

    private static void request(Client client, byte[] bytes, String inWords) throws Failure {
        client.send(bytes, inWords);
        client.expectAnswerOrElse(
                "The server looks at the bytes: it waits for a line end, takes them for a command, or fails "
                        + "to decode them as text. What the bytes are does not matter.");
    }

    private static void trickledBytes(Candidate server) throws Exception {
        int bytes = 100;
        try (Client client = server.connect()) {
            client.did(bytes + " times 1 byte, each after the answer to the one before");
            for (int i = 0; i < bytes; i++) {
                client.sendQuietly(1);
                client.expectAnswerOrElse(i == 0
                        ? WAITS_FOR_MORE
                        : "It answered " + (i == 1 ? "one request" : i + " requests")
                                + " and then no more: the loop that reads one client's requests ends too early.");
            }
            client.expectNoMoreAnswers("More answers than requests.");
        }
    }

    private static void burst(Candidate server) throws Exception {
        try (Client client = server.connect()) {
            client.did(String.format("%,d bytes as fast as they are taken, reading meanwhile", BURST));
            Thread sending = Thread.ofVirtual().start(() -> {
                client.sendQuietly(BURST);
                client.finishSending();
            });
            client.expectAnswers(Math.ceilDiv(BURST, Protocol.MAX_REQUEST), BURST,
                    "Too few answers: a read takes up to 4,096 bytes and each is answered. Whoever reads more at once "
                            + "(asyncio's data_received gets up to 256 KiB; with streams it is read(4096)) answers too "
                            + "seldom; or an answer was dropped.");
            sending.join();
        }
    }
}
