/**
 * The microbenchmarks: what it costs to hand over control, which on loopback the kernel hides. For JMH, run by {@code hello jmh};
 * {@link hello.bench.micro.Measured} says with which JVM flags and for how long.
 */
package hello.bench.micro;
