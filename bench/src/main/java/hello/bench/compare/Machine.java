package hello.bench.compare;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * On what was measured.
 *
 * @param os name, version and architecture of the system
 * @param cpu its model; {@code null} where only Linux would tell
 * @param cpus how many of them this JVM may use
 * @param memoryBytes physical memory
 * @param jdk version and vendor
 * @param vm the virtual machine
 */
public record Machine(String os, String cpu, int cpus, long memoryBytes, String jdk, String vm) {
    /**
     * Looks at this one.
     *
     * @return this machine
     */
    public static Machine current() {
        OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(os.getName() + " " + os.getVersion() + " " + os.getArch(), cpuModel(),
                Runtime.getRuntime().availableProcessors(), os.getTotalMemorySize(),
                Runtime.version() + " " + System.getProperty("java.vendor"), System.getProperty("java.vm.name"));
    }

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
