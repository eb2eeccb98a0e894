/** Servers in containers: what the engine is asked to run, and what it has. */
package hello.bench.docker;
