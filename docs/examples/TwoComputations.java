/** Two computations, one after the other and on two threads. */
void main() throws InterruptedException {
    compute(); // so that the compiler has done its work
    long began = System.nanoTime();
    compute();
    compute();
    IO.println("one after the other: %.2f s".formatted((System.nanoTime() - began) / 1e9));

    began = System.nanoTime();
    Thread one = Thread.ofPlatform().start(this::compute);
    Thread two = Thread.ofPlatform().start(this::compute);
    one.join();
    two.join();
    IO.println("on two threads:      %.2f s".formatted((System.nanoTime() - began) / 1e9));
}

volatile long result; // so that the computation is not thrown away as unused

void compute() {
    long x = 88172645463325252L;
    for (int i = 0; i < 100_000_000; i++) {
        x ^= x << 13;
        x ^= x >>> 7;
        x ^= x << 17;
    }
    result = x;
}
