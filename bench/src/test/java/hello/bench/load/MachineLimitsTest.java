package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.ServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineLimitsTest {
    private static final MachineLimits SMALL = new MachineLimits(Optional.of(1_050L), Optional.of(1_000L));
    private static final MachineLimits UNKNOWN = new MachineLimits(Optional.empty(), Optional.empty());
    private static final InetSocketAddress LOOPBACK = ServerOptions.loopback(5001);
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress(
            InetAddress.ofLiteral("192.0.2.1"), 5001);

    private static LoadPlan plan(InetSocketAddress target, int connections) {
        return LoadPlan.closed(target, connections, Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void whatFitsMeetsNoObjection() {
        assertThat(SMALL.objection(plan(LOOPBACK, 500))).isEmpty();
        assertThat(UNKNOWN.objection(plan(LOOPBACK, 5_000_000))).isEmpty();
    }

    @Test
    void tooFewFilesAreToldWithTheirNumberAndWhatToDo() {
        assertThat(SMALL.objection(plan(LOOPBACK, 1_001))).hasValueSatisfying(line -> assertThat(line)
                .contains("1,001 connections", "this process may have 1,000 more", "ulimit -Hn"));
    }

    @Test
    void bystandersCountToo() {
        LoadPlan plan = plan(LOOPBACK, 400).withBystanders(new LoadPlan.Bystanders(300, 200, 101));
        assertThat(SMALL.objection(plan)).hasValueSatisfying(line -> assertThat(line).contains("1,001"));
    }

    @Test
    void tooFewPortsAreTold() {
        assertThat(SMALL.objection(plan(ELSEWHERE, 950))).hasValueSatisfying(line -> assertThat(line)
                .contains("950 connections", "900 can be had from one address", "--source", "ip_local_port_range"));
    }

    @Test
    void onLoopbackThereAreAsManyAddressesAsNeeded() {
        LoadPlan plan = SMALL.withSources(plan(LOOPBACK, 950));
        assertThat(plan.sources()).hasSize(2);
        assertThat(SMALL.objection(plan)).isEmpty();
        assertThat(SMALL.withSources(plan(LOOPBACK, 900)).sources()).isEmpty();
        assertThat(SMALL.withSources(plan(ELSEWHERE, 950)).sources()).isEmpty();
    }

    @Test
    void evenThosePortsHaveAnEnd() {
        MachineLimits noFileLimit = new MachineLimits(Optional.empty(), SMALL.ports());
        assertThat(noFileLimit.objection(noFileLimit.withSources(plan(LOOPBACK, 900 * 250)))).isEmpty();
        assertThat(noFileLimit.objection(noFileLimit.withSources(plan(LOOPBACK, 900 * 250 + 1))))
                .hasValueSatisfying(line -> assertThat(line).contains("250 addresses"));
    }

    @Test
    void whoConnectsAgainAndAgainNeedsManyPorts() {
        assertThat(SMALL.withSources(plan(LOOPBACK, 1).withRequests(1, 1)).sources()).hasSizeGreaterThan(10);
    }

    @Test
    void thisMachineIsAsked() {
        MachineLimits here = MachineLimits.current();
        assertThat(here.objection(plan(LOOPBACK, 100))).isEmpty();
        assertThat(here.ports().isPresent()).isEqualTo(Files.exists(Path.of("/proc/sys/net/ipv4/ip_local_port_range")));
    }
}
