package hello.bench.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What load to make.
 *
 * @param target the server
 * @param connections how many clients; 1 or more
 * @param warmup how long they talk before anything is counted
 * @param duration how long is counted
 * @param connectDeadline how long connecting may take, all clients together; who is not connected then never was served
 */
public record LoadPlan(InetSocketAddress target, int connections, Duration warmup, Duration duration,
        Duration connectDeadline) {}
