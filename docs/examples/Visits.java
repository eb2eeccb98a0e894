volatile int visits; // shared by two threads; volatile: each sees at once what the other has written

// region count
void count() {
    for (int i = 0; i < 100_000; i++) {
        int seen = visits;
        Thread.yield(); // the other thread may come in between; this makes it come often
        visits = seen + 1;
    }
}
// endregion

/** Two threads count visits in one variable. */
void main() throws InterruptedException {
    Thread one = Thread.ofPlatform().start(this::count);
    Thread two = Thread.ofPlatform().start(this::count);
    one.join();
    two.join();
    IO.println("200000 visits, counted: " + visits);
}
