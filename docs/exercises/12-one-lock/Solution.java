// Virtual threads, and a count of the answers that all of them keep: nobody waits while others wait for him.

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

final ReentrantLock lock = new ReentrantLock();

/** How many answers have been sent. Guarded by the lock. */
long answers;

void main(String[] args) throws Exception {
    openPoller();
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    while (true) {
        try {
            Socket client = listener.accept();
            Thread.startVirtualThread(() -> serve(client));
        } catch (IOException e) {
            Thread.sleep(100); // out of files: the client stays in the backlog, and a file may be free by then
        }
    }
}

/** Has the JDK open its poller, which needs files, before the clients have taken all there are. Page 8 tells why. */
void openPoller() throws Exception {
    Thread.startVirtualThread(() -> {
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody.setSoTimeout(1);
            nobody.accept();
        } catch (IOException e) {
            // A timeout, after 1 ms: that is all it was for.
        }
    }).join();
}

/** One client, from its first byte to its last, on its own virtual thread. */
void serve(Socket client) {
    try (client) {
        client.setTcpNoDelay(true);
        // Small, so that a client that does not read is noticed after megabytes of requests, not gigabytes.
        client.setSendBufferSize(64 * 1024);
        InputStream in = client.getInputStream();
        byte[] request = new byte[4096];
        for (int bytes = in.read(request); bytes != -1; bytes = in.read(request)) {
            client.getOutputStream().write(ANSWER);
            lock.lock();
            try {
                answers++; // takes no time: nobody can stay in here
            } finally {
                lock.unlock();
            }
            if (bytes == request.length) {
                LockSupport.parkNanos(1); // more is behind it, perhaps without end: let others have the carrier
            }
        }
    } catch (IOException e) {
        // This client is gone. That is its own affair.
    }
}
