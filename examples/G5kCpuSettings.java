import static execo.Execo.*;
import static execo.g5k.G5k.*;
import static execo.g5k.planning.Plannings.*;

import execo.g5k.planning.Element;
import execo.g5k.planning.Platform;
import execo.g5k.planning.Resources;

/** Writes the CPU settings of a node of each cluster into NODE.out; argument: [EXCLUDED,...]. */
void main(String[] args) {
  logger.info("compute what to reserve");
  var excluded = args.length > 0 ? Platform.current().elements(args[0]) : Set.<Element>of();
  var slots = computeSlots(planning(), "10m", excluded);
  var slot = findFirstSlot(slots, Resources.everything()).orElseThrow();
  var wanted = Resources.each(slot.clusters(), 1);

  logger.info("reserve " + wanted + " from " + slot.start() + " on");
  try (var jobs = reserve(requests(slot, wanted, excluded))) {
    logger.info("wait for " + jobs);
    var nodes = jobs.nodes();
    logger.info("look at " + nodes);
    var look = remote(SETTINGS, nodes, oarsh().withTty(false)).timeout("1m");
    IO.println(report(look.stdoutTo(node -> Path.of(node.host() + ".out")).run()));
  }
}

final String SETTINGS =
    """
    cd /sys/devices/system/cpu
    tell() { if eval "$2"; then echo "$1 on"; else echo "$1 off"; fi; }
    echo "governors" $(cat cpu*/cpufreq/scaling_governor 2>/dev/null | sort -u)
    tell hyperthreading "grep -qs '[,-]' cpu*/topology/thread_siblings_list"
    tell c-states "grep -qs '[1-9]' cpu*/cpuidle/state2/time"
    set -- $(cat cpu0/cpufreq/scaling_available_frequencies 2>/dev/null) 0 0
    steps=$(($1 - $2))
    tell turbo '[ $steps = 1000 ] || grep -qs 1 cpufreq/boost || grep -qs 0 intel_pstate/no_turbo'
    """;
