// The chapter's server in Java, line by line, with all that the chapter leaves out. One client at a time.

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

void main(String[] args) throws Exception {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    while (true) {
        Socket client = listener.accept();
        IO.println("Connection from " + client.getRemoteSocketAddress());
        byte[] request = new byte[4096];
        while (true) {
            int bytes = client.getInputStream().read(request);
            if (bytes == -1) {
                break;
            }
            client.getOutputStream().write(ANSWER);
        }
    }
}
