import hello.coroutines.Generator;

/** Visits, counted by two coroutines on one thread. */
int visits;

// region visit
void visit(Generator.Out<String> out) {
    for (int i = 0; i < 1_000; i++) {
        int seen = visits;
        out.yield("waits for the database"); // others run here
        visits = seen + 1;
    }
}
// endregion

void main() {
    Generator<String> one = new Generator<>(this::visit);
    Generator<String> two = new Generator<>(this::visit);
    while (one.hasNext() && two.hasNext()) {
        one.next();
        two.next();
    }
    IO.println("2000 visits, counted: " + visits);
}
