package hello.protocol.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import hello.protocol.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/**
 * A client that knows what to expect. It remembers what it has sent and received, so that a {@link Failure} can tell it.
 *
 * <p>
 * For one thread at a time; one may read while another writes.
 */
final class Client implements AutoCloseable {
    /** How long a client waits for bytes before it says that none come. Right servers answer in far less, also slow ones. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a client listens for bytes that should not come. Whoever sends them does so at once. */
    private static final Duration SILENCE = Duration.ofMillis(300);

    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final int NARROW = 2 * 1024;
    private static final int SEND_BUFFER = 256 * 1024;

    private static final byte[] ANSWER = Protocol.answer();

    private static final String EXACTLY = "An answer is exactly the 12 bytes Hello world\\n: no more, no fewer, a line feed at "
            + "the end and no carriage return or NUL.";

    private static final String WAS_RESET = "The connection was reset: the server closed it while bytes were still unread, or "
            + "died.";

    private final SocketChannel channel;
    private final Socket socket; // the same connection: only a Socket can read with a time limit
    private final StringBuilder did = new StringBuilder("connect");
    private boolean finished; // its sending side is closed
    private long received;

    private Client(SocketChannel channel) {
        this.channel = channel;
        this.socket = channel.socket();
    }

    static Client connect(InetSocketAddress address) throws Undecided, IOException {
        return connect(address, RECEIVE_BUFFER);
    }

    /** A client with so little room for answers that a few hundred fill it. */
    static Client connectNarrow(InetSocketAddress address) throws Undecided, IOException {
        return connect(address, NARROW);
    }

    private static Client connect(InetSocketAddress address, int receiveBuffer) throws Undecided, IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // Fixed, or Linux lets it grow to 6 MB, in newer kernels 32 MB, for a client that does not read: then it takes
            // gigabytes of requests before a server notices.
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            // Fixed too: what waits here has been sent, as far as we know, and a slow server owes an answer to all of it.
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            channel.socket().connect(address, (int) PATIENCE.toMillis());
            return new Client(channel);
        } catch (ConnectException e) {
            channel.close();
            throw new Undecided("nothing listens on " + text(address), e);
        } catch (SocketTimeoutException e) {
            channel.close();
            throw new Undecided("no connection to " + text(address) + " within " + seconds(PATIENCE)
                    + ": its queue of waiting clients (the backlog) is full, or it is far away", e);
        } catch (SocketException e) {
            channel.close(); // it was there a moment ago: it has died while the connection was made, or the way to it has
            throw new Undecided("no connection to " + text(address) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Sends some bytes, and says what they were as it wants them to be called. That the connection is broken is not noticed
     * here, but by whoever reads next: what came before it broke is still there to be read, and says more.
     */
    void send(byte[] bytes, String inWords) {
        did(inWords);
        write(bytes);
    }

    /** Sends a request of so many bytes: letters, and no line end among them. */
    void send(int bytes) {
        send(request(bytes), bytes == 1 ? "1 byte 'x'" : String.format("%,d bytes at once", bytes));
    }

    /** Sends a request of so many bytes, without a word about it in {@link #sent()}. */
    void sendQuietly(int bytes) {
        write(request(bytes));
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // The reading side sees it too, and says so.
        }
    }

    private static byte[] request(int bytes) {
        byte[] request = new byte[bytes];
        Arrays.fill(request, (byte) 'x');
        return request;
    }

    /** Half-closes: the server sees the end of stream, and can still send. */
    void finishSending() {
        did("end of stream (shutdown for writing)");
        finished = true;
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // As above: broken already.
        }
    }

    /** Tears the connection down with a reset, as a crashed client does. */
    void reset() throws IOException {
        did("reset");
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Adds to what {@link #sent()} tells. */
    void did(String what) {
        did.append(", ").append(what);
    }

    /** Everything that this client did, for people. */
    String sent() {
        return did.toString();
    }

    /** Makes sure that nothing comes now. */
    void expectSilence(String ifNot) throws Failure {
        Reply reply = read(ANSWER.length, SILENCE);
        if (reply.ending != Ending.SILENT || reply.bytes.length > 0) {
            throw failure("nothing", reply.inWords(), ifNot);
        }
    }

    /**
     * Waits for one answer.
     *
     * @param ifSilent what kind of mistake it is when nothing comes
     */
    void expectAnswer(String ifSilent) throws Failure {
        expectAnswer(ifSilent, finished
                ? ifSilent
                : "The server closed the connection although the client had not finished: it serves one request and leaves, "
                        + "or its handler failed (look at what it printed).",
                WAS_RESET);
    }

    /**
     * Waits for one answer, where it is the same mistake whether nothing comes or the connection ends.
     *
     * @param ifNone what kind of mistake it is
     */
    void expectAnswerOrElse(String ifNone) throws Failure {
        expectAnswer(ifNone, ifNone, ifNone);
    }

    /** Waits for one answer, and knows which kind of mistake it is when it does not come, for each way not to come. */
    void expectAnswer(String ifSilent, String ifEnded, String ifReset) throws Failure {
        Reply reply = read(ANSWER.length, PATIENCE);
        if (Arrays.equals(reply.bytes, ANSWER)) {
            return;
        }
        String hint = switch (reply.ending) {
            case RESET -> ifReset;
            case SILENT, END, ENOUGH -> {
                if (reply.bytes.length > 0) {
                    yield EXACTLY; // wrong, or too short
                }
                yield reply.ending == Ending.END ? ifEnded : ifSilent;
            }
        };
        throw failure("one answer, " + quote(ANSWER), reply.inWords(), hint);
    }

    /**
     * Makes sure that the answers so far were all. Ends the sending side, so nothing more can be owed; a server that closes
     * then is done at once, and one that does not close (which is for another check to say) is listened to for a moment.
     */
    void expectNoMoreAnswers(String ifMore) throws Failure {
        long before = received / ANSWER.length;
        finishSending();
        Reply more = read(ANSWER.length * 10, SILENCE);
        if (more.bytes.length > 0) {
            throw failure("no more than " + (before == 1 ? "the one answer" : "the " + before + " answers") + " before",
                    more.inWords(), ifMore);
        }
    }

    /** Waits for the end of stream, with nothing before it. */
    void expectEnd(String ifNot) throws Failure {
        Reply reply = read(ANSWER.length * 10, PATIENCE);
        if (reply.bytes.length > 0) {
            throw failure("end of stream", reply.inWords(),
                    "The end of stream is not a request: no answer belongs to it. Look at what read returns before answering.");
        }
        if (reply.ending != Ending.END) {
            throw failure("end of stream", reply.inWords(), reply.ending == Ending.RESET ? WAS_RESET : ifNot);
        }
    }

    /** Waits for the connection to end, by an end of stream or by a reset. */
    void expectClosed(String ifNot) throws Failure {
        Reply reply = read(ANSWER.length * 10, PATIENCE);
        if (reply.ending != Ending.END && reply.ending != Ending.RESET) {
            throw failure("that the connection is closed", reply.inWords(), ifNot);
        }
    }

    /** Whether anything has come, without waiting for it. */
    boolean hasReceived() throws IOException {
        return bytesToRead() > 0;
    }

    /** How much has come and was not read yet. */
    int bytesToRead() throws IOException {
        return socket.getInputStream().available();
    }

    /** Makes room for answers, before many of them are read. */
    void widen() throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    }

    /**
     * Reads whole answers until the end of stream, or until nothing comes any more. So it is also right for a server that
     * does not close, once it has sent at least as much as it owes.
     *
     * @param owed the fewest answers that must come
     * @param most the most that may come
     * @param ifFewer what kind of mistake it is when fewer come
     * @return how many came
     */
    long expectAnswers(long owed, long most, String ifFewer) throws Failure {
        String expected = String.format("%,d to %,d whole answers", owed, most);
        byte[] chunk = new byte[64 * 1024];
        long bytes = 0;
        while (true) {
            Reply reply = read(chunk, bytes >= owed * ANSWER.length && bytes % ANSWER.length == 0 ? SILENCE : PATIENCE);
            int wrong = reply.firstWrongByte((int) (bytes % ANSWER.length));
            if (wrong >= 0) {
                long at = bytes + wrong;
                throw failure(expected,
                        String.format("%,d right answers, then at byte %d of the next %s", at / ANSWER.length,
                                at % ANSWER.length + 1,
                                quote(Arrays.copyOfRange(reply.bytes, wrong, reply.bytes.length))),
                        at < ANSWER.length
                                ? EXACTLY
                                : "An answer is torn: when a write takes only some of the bytes, the rest must be kept and sent "
                                        + "before anything else.");
            }
            bytes += reply.bytes.length;
            if (reply.ending == Ending.ENOUGH) {
                continue;
            }
            long answers = bytes / ANSWER.length;
            if (answers < owed || answers > most || bytes % ANSWER.length != 0) {
                String rest = bytes % ANSWER.length == 0 ? "" : " and " + bytes % ANSWER.length + " bytes of another";
                throw failure(expected, String.format("%,d%s, then %s", answers, rest, reply.ending.inWords),
                        answers > most
                                ? "More answers than bytes: the server answers without having read."
                                : reply.ending == Ending.RESET
                                        ? WAS_RESET
                                        : ifFewer);
            }
            return answers;
        }
    }

    Failure failure(String expected, String came, String hint) {
        return new Failure(did.toString(), expected, came, hint);
    }

    /** Reads until there are so many bytes, or no more come. */
    private Reply read(int count, Duration patience) {
        byte[] bytes = new byte[count];
        int length = 0;
        Ending ending = Ending.ENOUGH;
        while (length < count && ending == Ending.ENOUGH) {
            Reply reply = read(bytes, length, patience);
            length += reply.bytes.length;
            ending = reply.ending;
        }
        return new Reply(Arrays.copyOf(bytes, length), ending, patience);
    }

    private Reply read(byte[] into, Duration patience) {
        return read(into, 0, patience);
    }

    /** One read: some bytes, or why there are none. */
    private Reply read(byte[] into, int offset, Duration patience) {
        try {
            socket.setSoTimeout((int) patience.toMillis());
            InputStream in = socket.getInputStream();
            int length = in.read(into, offset, into.length - offset);
            if (length < 0) {
                return new Reply(new byte[0], Ending.END, patience);
            }
            received += length;
            return new Reply(Arrays.copyOfRange(into, offset, offset + length), Ending.ENOUGH, patience);
        } catch (SocketTimeoutException e) {
            return new Reply(new byte[0], Ending.SILENT, patience);
        } catch (IOException e) {
            return new Reply(new byte[0], Ending.RESET, patience);
        }
    }

    private enum Ending {
        ENOUGH("nothing else was looked at"),
        SILENT("nothing more"),
        END("end of stream"),
        RESET("a reset");

        private final String inWords;

        Ending(String inWords) {
            this.inWords = inWords;
        }
    }

    /** What came, and how it ended. */
    private static final class Reply {
        final byte[] bytes;
        final Ending ending;
        final Duration patience;

        Reply(byte[] bytes, Ending ending, Duration patience) {
            this.bytes = bytes;
            this.ending = ending;
            this.patience = patience;
        }

        /** Where the first byte is that does not belong there, when so many bytes of an answer came before; -1: nowhere. */
        int firstWrongByte(int before) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] != ANSWER[(before + i) % ANSWER.length]) {
                    return i;
                }
            }
            return -1;
        }

        String inWords() {
            String then = switch (ending) {
                case ENOUGH -> "";
                case SILENT -> (bytes.length == 0 ? "nothing" : ", then nothing more") + " within " + seconds(patience);
                case END -> (bytes.length == 0 ? "" : ", then ") + "end of stream";
                case RESET -> (bytes.length == 0 ? "" : ", then ") + "a reset";
            };
            return (bytes.length == 0 ? "" : quote(bytes)) + then;
        }
    }

    /** Bytes for people: text in quotes, with what cannot be printed as an escape, and how many there are. */
    static String quote(byte[] bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : new String(bytes, 0, Math.min(bytes.length, 40), ISO_8859_1).toCharArray()) {
            switch (c) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '"' -> text.append("\\\"");
                default -> text.append(c >= ' ' && c < 127 ? String.valueOf(c) : String.format("\\x%02x", (int) c));
            }
        }
        return text.append(bytes.length > 40 ? "…" : "").append("\" (")
                .append(bytes.length).append(bytes.length == 1 ? " byte)" : " bytes)").toString();
    }

    static String text(InetSocketAddress address) {
        return (address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress()) + ":"
                + address.getPort();
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() / 1000.0 + " s";
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
