package execo.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a piece of work took.
 *
 * @param seconds by the clock
 * @param cpuSeconds of processor time, of all threads and children that worked for it on this side
 */
record Cost(double seconds, double cpuSeconds) {

  /** Work that this JVM does. */
  interface Work {
    void run() throws Exception;
  }

  /** Work of which only the time is known. */
  static Cost wall(double seconds) {
    return new Cost(seconds, Double.NaN);
  }

  /** Does work in this JVM; processor time of its children is not counted. */
  static Cost of(Work work) throws Exception {
    var cpu = cpuTime();
    var from = System.nanoTime();
    work.run();
    return new Cost(Numbers.secondsSince(from), cpuTime().minus(cpu).toNanos() / 1e9);
  }

  private static Duration cpuTime() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return Duration.ofNanos(system.getProcessCpuTime());
  }
}
