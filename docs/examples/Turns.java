import hello.coroutines.Generator;

/** Who runs when: control goes back and forth between two functions on one thread. */
void main() {
    Generator<String> body = new Generator<>(out -> {
        IO.println("    body: begins");
        out.yield("first");
        IO.println("    body: goes on, i.e. yield returns");
        out.yield("second");
        IO.println("    body: ends");
    });
    IO.println("main: nothing has run yet");
    while (body.hasNext()) {
        IO.println("main: gets " + body.next());
    }
    IO.println("main: it has ended");
}
