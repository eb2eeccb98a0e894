package hello.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
    @Test
    void byDefaultItIsTheChaptersServer() {
        ServerOptions defaults = ServerOptions.defaults();
        assertThat(defaults.address().getPort()).isEqualTo(5001);
        assertThat(defaults.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(defaults.work()).isEqualTo(new Work.None());
    }

    @Test
    void eachCopyDiffersInOneThing() {
        ServerOptions defaults = ServerOptions.defaults();
        Work work = new Work.Wait(Duration.ofMillis(1));
        ServerLog log = ServerLog.quiet();
        assertThat(defaults.withPort(7)).isEqualTo(
                new ServerOptions(ServerOptions.loopback(7), defaults.work(), defaults.log()));
        assertThat(defaults.withWork(work)).isEqualTo(
                new ServerOptions(defaults.address(), work, defaults.log()));
        assertThat(defaults.withLog(log)).isEqualTo(
                new ServerOptions(defaults.address(), defaults.work(), log));
    }

    @Test
    void thereAreNoPortsBeyond65535() {
        assertThatThrownBy(() -> ServerOptions.defaults().withPort(65536))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
