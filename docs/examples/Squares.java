import hello.coroutines.Generator;

void main() {
    Generator<Integer> squares = new Generator<>(out -> {
        for (int i = 1; i <= 3; i++) {
            out.yield(i * i);
        }
    });
    squares.forEachRemaining(IO::println);
}
