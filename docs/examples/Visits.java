int visits; // shared by two threads

// region count
void count() {
    for (int i = 0; i < 1_000_000; i++) {
        visits = visits + 1; // read, add, write: another thread may come in between
    }
}
// endregion

/** Two threads count visits in one variable. */
void main() throws InterruptedException {
    Thread one = Thread.ofPlatform().start(this::count);
    Thread two = Thread.ofPlatform().start(this::count);
    one.join();
    two.join();
    IO.println("2000000 visits, counted: " + visits);
}
